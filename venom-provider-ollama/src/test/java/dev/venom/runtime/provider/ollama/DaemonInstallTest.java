package dev.venom.runtime.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.ollama.LocalDaemon;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.stream.LineFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that a running daemon fetches. */
class DaemonInstallTest {
    private static final ModelImage IMAGE =
            ModelImage.builder().pieces(4, 300_000).build();

    @TempDir
    private Path directory;

    private LocalRegistry registry;
    private LocalDaemon daemon;
    private OllamaFixture bench;
    private String ref;

    @BeforeEach
    void open() {
        registry = LocalRegistry.with("library/tiny:270m", IMAGE);
        bench = new OllamaFixture(directory);
        daemon = LocalDaemon.over(bench.store()).start();
        bench.daemon(daemon.url());
        ref = "ollama:" + registry.host() + "/library/tiny:270m";
    }

    @AfterEach
    void close() {
        daemon.close();
        registry.close();
    }

    @Test
    void goesThroughADaemonThatAnswers() {
        try (ModelManager manager = bench.open()) {
            InstallPlan plan = manager.models().plan(request().build());
            assertThat(plan.totalBytes()).isEqualTo(IMAGE.size());
            assertThat(plan.verdicts())
                    .filteredOn(verdict -> verdict.check().equals("route"))
                    .extracting(Verdict::detail)
                    .singleElement()
                    .asString()
                    .contains("through the Ollama");

            InstalledModel installed =
                    OllamaFixture.result(manager.models().install(request().build()));

            assertThat(installed.ref()).hasToString(ref);
            assertThat(installed.state()).isEqualTo(InstallState.COMPLETE);
            assertThat(installed.verifiedAt()).isPresent();
            assertThat(installed.location()).hasSize(IMAGE.weights().size());
            assertThat(daemon.requests().endingIn("/api/pull")).hasSize(1);
            assertThat(manager.models().list()).hasSize(1);
        }
    }

    @Test
    void showsOneTotalThatOnlyGrows() {
        List<Long> done = Collections.synchronizedList(new ArrayList<>());
        daemon.faults().on("/api/pull").next(1, LineFault.backwards(0.5));
        try (ModelManager manager = bench.builder()
                .listener(event -> {
                    if (event instanceof OperationEvent change) {
                        done.add(change.status().progress().doneBytes());
                    }
                })
                .build()) {
            Operation<InstalledModel> operation =
                    manager.models().install(request().build());
            OllamaFixture.result(operation);

            assertThat(operation.status().progress().doneBytes()).isEqualTo(IMAGE.size());
        }
        assertThat(done).isSorted().hasSizeGreaterThan(2);
    }

    @Test
    void asksAgainAfterWhatPasses() {
        daemon.faults().on("/api/pull").next(1, LineFault.endAfter(3));
        daemon.faults().on("/api/pull").between(2, 2, LineFault.malformed(2));
        daemon.faults().on("/api/pull").between(3, 3, LineFault.error(3, "max retries exceeded: EOF"));
        daemon.faults().on("/api/pull").between(4, 4, Fault.cutAfter(300));
        try (ModelManager manager = bench.open()) {
            Operation<InstalledModel> operation =
                    manager.models().install(request().build());

            assertThat(OllamaFixture.result(operation).state()).isEqualTo(InstallState.COMPLETE);
            assertThat(daemon.requests().endingIn("/api/pull")).hasSize(5);
            assertThat(operation.status().log()).anyMatch(line -> line.contains("asking the daemon again"));
        }
    }

    @Test
    void endsWithWhatTheDaemonSays() {
        String[] said = {
            "pull model manifest: file does not exist",
            "write /store/blobs/sha256-1-partial: no space left on device",
            "pull model manifest: 412: requires a newer version of Ollama",
            "unauthorized: access denied",
            "open /store/blobs/sha256-1: permission denied",
        };
        ErrorCode[] codes = {
            ErrorCode.MODEL_NOT_FOUND,
            ErrorCode.DISK_FULL,
            ErrorCode.INCOMPATIBLE,
            ErrorCode.UNAUTHORIZED,
            ErrorCode.PERMISSION_DENIED
        };
        try (ModelManager manager = bench.open()) {
            for (int index = 0; index < said.length; index++) {
                daemon.faults().clear();
                daemon.faults().on("/api/pull").always(LineFault.error(2, said[index]));
                assertFails(
                        codes[index],
                        () -> OllamaFixture.result(
                                manager.models().install(request().build())));
            }
            assertThat(daemon.requests().endingIn("/api/pull")).hasSize(said.length);
        }
    }

    @Test
    void reportsADiskThatIsFullAtTheDaemon() {
        daemon.store().room(1_000_000);
        try (ModelManager manager = bench.open()) {
            assertFails(
                    ErrorCode.DISK_FULL,
                    () -> OllamaFixture.result(
                            manager.models().install(request().build())));
        }
    }

    @Test
    void asksAgainWhereTheDaemonIsStuckOrSilent() {
        CountDownLatch never = new CountDownLatch(1);
        daemon.faults().on("/api/pull").next(1, LineFault.stuckAt(0.5, never));
        daemon.faults().on("/api/pull").between(2, 2, LineFault.silentAt(0.5, never));
        try (ModelManager manager = bench.open()) {
            InstalledModel installed =
                    OllamaFixture.result(manager.models().install(request().build()));

            assertThat(installed.state()).isEqualTo(InstallState.COMPLETE);
            assertThat(daemon.requests().endingIn("/api/pull")).hasSize(3);
        } finally {
            never.countDown();
        }
    }

    @Test
    void givesUpWhereItStaysStuck() {
        CountDownLatch never = new CountDownLatch(1);
        daemon.faults().on("/api/pull").always(LineFault.stuckAt(0.1, never));
        try (ModelManager manager = bench.open()) {
            assertFails(
                    ErrorCode.STALLED,
                    () -> OllamaFixture.result(
                            manager.models().install(request().build())));
        } finally {
            never.countDown();
        }
    }

    @Test
    void aCancelClosesTheConnectionAndAnotherInstallGoesOn() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        daemon.faults().on("/api/pull").next(1, LineFault.silentAt(0.5, never));
        try (ModelManager manager = bench.open()) {
            Operation<InstalledModel> operation =
                    manager.models().install(request().build());
            Eventually.holds(
                    "the daemon was asked to pull",
                    () -> !daemon.requests().endingIn("/api/pull").isEmpty());
            operation.cancel();

            assertFails(ErrorCode.CANCELLED, () -> OllamaFixture.result(operation));
            assertThat(operation.status().state()).isEqualTo(OperationState.CANCELLED);
            assertThat(manager.models().list()).isEmpty();
            never.countDown();
            Eventually.holds("the daemon pulls no more", () -> daemon.downloads() == 0);

            assertThat(OllamaFixture.result(manager.models().install(request().build()))
                            .state())
                    .isEqualTo(InstallState.COMPLETE);
        } finally {
            never.countDown();
        }
    }

    @Test
    void aPauseEndsThePullAndAResumeAttachesToItAgain() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        daemon.faults().on("/api/pull").next(1, LineFault.silentAt(0.5, never));
        try (ModelManager manager = bench.open()) {
            Operation<InstalledModel> operation =
                    manager.models().install(request().build());
            Eventually.holds(
                    "the daemon was asked to pull",
                    () -> !daemon.requests().endingIn("/api/pull").isEmpty());
            operation.pause();
            Eventually.holds("it is paused", () -> operation.status().state() == OperationState.PAUSED);
            operation.resume();

            assertThat(OllamaFixture.result(operation).state()).isEqualTo(InstallState.COMPLETE);
        } finally {
            never.countDown();
        }
    }

    @Test
    void hashesWhatTheDaemonPulledAndFetchesDamageAgain() throws IOException {
        try (ModelManager manager = bench.open()) {
            InstalledModel installed =
                    OllamaFixture.result(manager.models().install(request().build()));
            Files.write(installed.location(), new byte[(int) IMAGE.weights().size()]);

            Operation<InstalledModel> again = manager.models().install(request().build());

            assertThat(OllamaFixture.result(again).state()).isEqualTo(InstallState.COMPLETE);
            assertThat(again.status().log()).anyMatch(line -> line.contains("damaged"));
            assertThat(Files.readAllBytes(installed.location())).contains('G', 'G', 'U', 'F');
        }
    }

    @Test
    void givesUpOnDamageThatStays() {
        registry.content()
                .replace(IMAGE.weights()
                        .spoiled(Content.pseudoRandom(IMAGE.weights().size(), 4)));
        try (ModelManager manager = bench.open()) {
            assertFails(
                    ErrorCode.CHECKSUM_MISMATCH,
                    () -> OllamaFixture.result(
                            manager.models().install(request().build())));
            assertThat(manager.models().list()).isEmpty();
        }
    }

    @Test
    void givesTheNameOfTheDefaultRegistryToWhatItsStandInServes() {
        bench.registry(registry.url());
        try (ModelManager manager = bench.open()) {
            InstalledModel installed = OllamaFixture.install(manager, "ollama:tiny:270m", InstallRequest.Route.DAEMON);

            assertThat(installed.ref()).hasToString("ollama:tiny:270m");
            assertThat(daemon.store().list())
                    .singleElement()
                    .satisfies(model -> assertThat(model.name().shown()).isEqualTo("tiny:270m"));
            assertThat(manager.models().list()).hasSize(1);
        }
    }

    @Test
    void goesToTheRegistryWhereNoDaemonAnswersAndSaysSoWhereOneIsWanted() {
        bench.with("OLLAMA_HOST", OllamaFixture.NOBODY);
        try (ModelManager manager = bench.open()) {
            assertFails(
                    ErrorCode.NETWORK,
                    () -> OllamaFixture.result(manager.models()
                            .install(request().via(InstallRequest.Route.DAEMON).build())));
            assertThat(OllamaFixture.result(manager.models().install(request().build()))
                            .state())
                    .isEqualTo(InstallState.COMPLETE);
        }
        assertThat(daemon.requests().endingIn("/api/pull")).isEmpty();
    }

    @Test
    void refusesAModelThatNeedsANewerDaemon() {
        registry.content()
                .put(
                        "library/new:1b",
                        ModelImage.builder().configure("requires", "0.40.0").build());
        try (ModelManager manager = bench.open()) {
            assertFails(
                    ErrorCode.INCOMPATIBLE,
                    () -> OllamaFixture.result(manager.models()
                            .install(InstallRequest.builder(
                                            ModelRef.parse("ollama:" + registry.host() + "/library/new:1b"))
                                    .allowInsecure()
                                    .build())));
        }
    }

    @Test
    void removesAModelThatIsLoadedAfterUnloadingIt() throws Exception {
        try (ModelManager manager = bench.open()) {
            InstalledModel installed =
                    OllamaFixture.result(manager.models().install(request().build()));
            daemon.scheduler().use(daemon.store().list().get(0), Optional.empty(), OptionalLong.empty());
            daemon.scheduler().done(daemon.store().list().get(0));

            assertThat(OllamaFixture.result(manager.models().remove(installed.ref()))
                            .freedBytes())
                    .isEqualTo(IMAGE.size());
            assertThat(daemon.scheduler().loaded()).isEmpty();
            assertThat(daemon.store().list()).isEmpty();
        }
    }

    private InstallRequest.Builder request() {
        return InstallRequest.builder(ModelRef.parse(ref)).allowInsecure();
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(VenomException.class))
                .satisfies(failure ->
                        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code));
    }
}
