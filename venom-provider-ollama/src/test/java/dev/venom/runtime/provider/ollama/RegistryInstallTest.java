package dev.venom.runtime.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.PlannedFile;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.Gate;
import dev.venom.runtime.testbed.ollama.LocalDaemon;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.Layer;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.image.ModelName;
import dev.venom.runtime.testbed.ollama.registry.BlobServing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that come straight from a registry, from the plan to the prune. */
class RegistryInstallTest {
    private static final ModelImage TINY = ModelImage.tinyLlama();
    /** A user that has no files. */
    private static final int NOBODY = 65_534;

    private static final String REF = "ollama:tiny:270m";

    @TempDir
    private Path directory;

    private LocalRegistry registry;
    private OllamaFixture bench;

    @BeforeEach
    void open() {
        registry = LocalRegistry.with("tiny:270m", TINY);
        bench = new OllamaFixture(directory).registry(registry.url());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void plansWithSizesBeforeTheFirstByte() {
        try (ModelManager manager = bench.open()) {
            InstallPlan plan = manager.models().plan(InstallRequest.of(ModelRef.parse(REF)));

            assertThat(plan.ref()).hasToString(REF);
            assertThat(plan.commit()).isEqualTo(TINY.weights().digest());
            assertThat(plan.totalBytes()).isEqualTo(TINY.size());
            assertThat(plan.missingBytes()).isEqualTo(TINY.size());
            assertThat(plan.files())
                    .extracting(file -> file.path().text())
                    .containsExactly("model", "template", "params", "license", "config");
            assertThat(plan.description().architectures()).containsExactly("llama");
            assertThat(plan.description().quantization()).contains("F16");
            assertThat(plan.description().contextLength()).hasValue(256);
            assertThat(plan.description().shape()).isPresent();
            assertThat(bench.store()).doesNotExist();
        }
    }

    @Test
    void installsWhatADaemonStartedLaterListsAndRunsWithoutFetching() {
        try (ModelManager manager = bench.open()) {
            InstalledModel installed = OllamaFixture.install(manager, REF);

            assertThat(installed.state()).isEqualTo(InstallState.COMPLETE);
            assertThat(installed.location())
                    .isRegularFile()
                    .hasFileName("sha256-" + TINY.weights().sha256());
            assertThat(manager.models().list()).singleElement().satisfies(listed -> {
                assertThat(listed.ref()).isEqualTo(installed.ref());
                assertThat(listed.files()).isEqualTo(installed.files());
                assertThat(listed.state()).isEqualTo(InstallState.COMPLETE);
            });
        }
        long sent = registry.requests().bodyBytesSent();
        for (String version : List.of("0.11.4", "0.32.15")) {
            try (LocalDaemon daemon = LocalDaemon.over(bench.store())
                    .registry(registry.url())
                    .version(version)
                    .start()) {
                assertThat(daemon.store().list()).hasSize(1);
                try (ModelManager manager = bench.daemon(daemon.url()).open()) {
                    OllamaFixture.install(manager, REF, InstallRequest.Route.DAEMON);
                }
            }
        }
        assertThat(registry.requests().bodyBytesSent() - sent)
                .isLessThan(TINY.weights().size());
        assertThat(bench.store().resolve(".venom")).isEmptyDirectory();
    }

    @Test
    void storesWhatTheRegistryServedToTheByte() throws IOException {
        try (ModelManager manager = bench.open()) {
            OllamaFixture.install(manager, REF);
        }
        Path manifest = bench.store().resolve("manifests/registry.ollama.ai/library/tiny/270m");

        assertThat(manifest).hasBinaryContent(TINY.manifest());
        for (Layer layer : TINY.blobs()) {
            assertThat(bench.store().resolve("blobs/sha256-" + layer.sha256())).hasSize(layer.size());
        }
    }

    @Test
    void outlivesDaemonsThatPruneInTheMiddleOfAnInstall() throws InterruptedException {
        ModelImage large = ModelImage.builder().pieces(6, 200_000).build();
        registry.content().put("tiny:270m", large);
        List<Layer> layers = large.layers();
        Gate last = new Gate();
        registry.faults()
                .onCdn("/blobs/" + layers.get(layers.size() - 1).digest())
                .next(1, Fault.holdHead(last));
        try (ModelManager manager = bench.open()) {
            var operation = manager.models().install(InstallRequest.of(ModelRef.parse(REF)));
            assertThat(last.awaitArrivals(1, Duration.ofSeconds(30))).isTrue();
            for (int start = 0; start < 3; start++) {
                LocalDaemon.over(bench.store()).version("0.11.4").start().close();
            }
            last.open();
            OllamaFixture.result(operation);

            assertThat(OllamaFixture.result(manager.models().verify(VerifyRequest.all())))
                    .allMatch(verification -> verification.ok());
        }
        try (LocalDaemon daemon =
                LocalDaemon.over(bench.store()).version("0.11.4").start()) {
            assertThat(daemon.store().list()).hasSize(1);
        }
        // once, and its header for the plan
        assertThat(registry.requests().served(large.weights().sha256()).total())
                .isLessThan(2 * large.weights().size());
    }

    @Test
    void keepsSharedLayersOnceAndFreesThemWithTheirLastUser() {
        ModelImage other =
                ModelImage.builder().layer(TINY.weights()).system("Be short.").build();
        registry.content().put("other", other);
        try (ModelManager manager = bench.open();
                LocalDaemon daemon = LocalDaemon.over(bench.store()).noPrune().start()) {
            OllamaFixture.install(manager, REF);
            InstallPlan plan = manager.models().plan(InstallRequest.of(ModelRef.parse("ollama:other")));
            assertThat(plan.missingBytes()).isLessThan(10_000);
            assertThat(plan.files().get(0).action()).isEqualTo(PlannedFile.Action.REUSE);
            OllamaFixture.install(manager, "ollama:other");
            daemon.store().put("by-hand", TINY);
            Path shared = bench.store().resolve("blobs/sha256-" + TINY.weights().sha256());

            assertThat(OllamaFixture.result(manager.models().remove(ModelRef.parse("ollama:other")))
                            .freedBytes())
                    .isLessThan(10_000);
            assertThat(OllamaFixture.result(manager.models().remove(ModelRef.parse(REF)))
                            .freedBytes())
                    .isZero();
            assertThat(shared).exists();
            assertThat(OllamaFixture.result(manager.models().remove(ModelRef.parse("ollama:by-hand")))
                            .freedBytes())
                    .isEqualTo(TINY.size());
            assertThat(shared).doesNotExist();
            assertThat(manager.models().list()).isEmpty();
            assertThat(bench.store().resolve("blobs")).isEmptyDirectory();
        }
    }

    @Test
    void listsWhatWasPulledByHand() {
        try (ModelManager manager = bench.open();
                LocalDaemon daemon = LocalDaemon.over(bench.store()).start()) {
            daemon.store().put("team/mine:v1", TINY);

            assertThat(manager.models().list()).singleElement().satisfies(model -> {
                assertThat(model.ref()).hasToString("ollama:team/mine:v1");
                assertThat(model.state()).isEqualTo(InstallState.COMPLETE);
                assertThat(model.verifiedAt()).isEmpty();
                assertThat(model.sizeBytes()).isEqualTo(TINY.size());
                assertThat(model.description().quantization()).contains("F16");
                assertThat(model.description().parameters()).hasValue(1_870_000);
            });
            assertThat(registry.requests().all()).isEmpty();
        }
    }

    @Test
    void repairsADamagedBlob() throws IOException {
        try (ModelManager manager = bench.open()) {
            InstalledModel installed = OllamaFixture.install(manager, REF);
            byte[] content = Files.readAllBytes(installed.location());
            content[1_000] ^= 1;
            Files.write(installed.location(), content);

            assertThat(OllamaFixture.result(manager.models().verify(VerifyRequest.all())))
                    .singleElement()
                    .satisfies(found -> assertThat(found.badFiles())
                            .extracting(path -> path.text())
                            .containsExactly("model"));
            assertThat(OllamaFixture.result(manager.models()
                            .verify(VerifyRequest.of(ModelRef.parse(REF)).repairing())))
                    .allMatch(found -> found.ok());
            assertThat(installed.location()).hasSize(TINY.weights().size());
        }
    }

    @Test
    void aModelThatOllamaRemovedIsNotCompleteAnyMore() {
        try (ModelManager manager = bench.open();
                LocalDaemon daemon = LocalDaemon.over(bench.store()).start()) {
            OllamaFixture.install(manager, REF);
            daemon.store().put("copy", TINY);
            daemon.store().find(ModelName.of("tiny:270m")).ifPresent(model -> {
                try {
                    daemon.store().remove(model);
                } catch (IOException failure) {
                    throw new AssertionError(failure);
                }
            });

            assertThat(manager.models().get(ModelRef.parse(REF)).state()).isEqualTo(InstallState.PARTIAL);
        }
    }

    @Test
    void prunesBlobsThatNoManifestNames() throws IOException {
        try (ModelManager manager = bench.open()) {
            OllamaFixture.install(manager, REF);
            Path orphan = bench.store().resolve("blobs/sha256-" + "ab".repeat(32));
            Files.writeString(orphan, "nobody's");
            Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            Path arriving =
                    Files.writeString(bench.store().resolve("blobs/sha256-" + "ba".repeat(32)), "not named yet");
            Path partial =
                    Files.writeString(bench.store().resolve("blobs/sha256-" + "cd".repeat(32) + "-partial"), "x");
            Files.setLastModifiedTime(partial, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            Path young = Files.writeString(bench.store().resolve("blobs/sha256-" + "ef".repeat(32) + "-partial"), "x");

            assertThat(manager.models().previewPrune().items())
                    .extracting(PruneReport.Item::kind)
                    .contains("blob", "partial");
            manager.models().prune();

            assertThat(orphan).doesNotExist();
            assertThat(partial).doesNotExist();
            assertThat(young).exists();
            assertThat(arriving).exists();
            assertThat(manager.models().get(ModelRef.parse(REF)).state()).isEqualTo(InstallState.COMPLETE);
        }
    }

    @Test
    void prunesNothingWhileADamagedManifestMayNameIt() throws IOException {
        try (ModelManager manager = bench.open()) {
            OllamaFixture.install(manager, REF);
            Path damaged = bench.store().resolve("manifests/registry.ollama.ai/library/broken/latest");
            Files.createDirectories(damaged.getParent());
            Files.createFile(damaged);
            Files.writeString(bench.store().resolve("blobs/sha256-" + "ab".repeat(32)), "whose?");
            Files.setLastModifiedTime(
                    bench.store().resolve("blobs/sha256-" + "ab".repeat(32)),
                    FileTime.from(Instant.now().minus(Duration.ofHours(2))));

            assertThat(manager.models().previewPrune().items())
                    .extracting(PruneReport.Item::kind)
                    .doesNotContain("blob");
            assertThat(OllamaFixture.result(manager.models().remove(ModelRef.parse(REF)))
                            .freedBytes())
                    .isZero();
            assertThat(manager.models().list()).isEmpty();
        }
    }

    @Test
    void countsBlobsOnceAgainstTheQuota() {
        registry.content()
                .put(
                        "other",
                        ModelImage.builder()
                                .layer(TINY.weights())
                                .system("Be short.")
                                .build());
        registry.content().put("big", ModelImage.generated(2_000_000, 7));
        try (ModelManager manager =
                bench.builder().maxDiskBytes(TINY.size() + 1_000_000).build()) {
            OllamaFixture.install(manager, REF);
            OllamaFixture.install(manager, "ollama:other");

            assertFails(ErrorCode.QUOTA_EXCEEDED, () -> OllamaFixture.install(manager, "ollama:big"));
        }
    }

    @Test
    void asksBeforeALargeDownload() {
        try (ModelManager manager = bench.builder().confirmAboveBytes(1_000_000).build()) {
            assertFails(ErrorCode.CONFIRMATION_REQUIRED, () -> OllamaFixture.install(manager, REF));
            assertThat(bench.store().resolve("blobs")).doesNotExist();
        }
    }

    @Test
    void installsThirtyLayersThroughCutsAndErrors() {
        ModelImage many = ModelImage.builder().pieces(29, 60_000).build();
        registry.content().put("many", many);
        registry.faults().onCdn("**").next(3, Fault.cutAfter(20_000));
        registry.faults().onHub("/v2/**/blobs/**").between(2, 3, Fault.status(500));
        try (ModelManager manager = bench.open()) {
            InstalledModel installed = OllamaFixture.install(manager, "ollama:many");

            assertThat(installed.files()).hasSize(31);
            assertThat(installed.sizeBytes()).isEqualTo(many.size());
        }
    }

    @Test
    void goesOnWhereACutDownloadStopped() {
        ModelImage large = ModelImage.generated(3_000_000, 3);
        registry.content().put("large", large);
        registry.faults().onCdn("**").next(4, Fault.cutAfter(400_000));
        try (ModelManager manager =
                bench.builder().noProgressTimeout(Duration.ofMillis(500)).build()) {
            assertThat(OllamaFixture.install(manager, "ollama:large").sizeBytes())
                    .isEqualTo(large.size());
        }
    }

    @Test
    void publishesNothingWhoseDigestDoesNotMatch() {
        registry.content()
                .replace(TINY.weights()
                        .spoiled(Content.pseudoRandom(TINY.weights().size(), 99)));
        try (ModelManager manager = bench.open()) {
            assertFails(ErrorCode.CHECKSUM_MISMATCH, () -> OllamaFixture.install(manager, REF));

            assertThat(manager.models().list()).isEmpty();
            assertThat(bench.store().resolve("blobs/sha256-" + TINY.weights().sha256()))
                    .doesNotExist();
        }
    }

    @Test
    void choosesFromAListOfManifests() {
        registry.content()
                .putList("multi", Map.of("amd64", TINY, "arm64", TINY, "s390x", ModelImage.generated(100_000, 1)));
        try (ModelManager manager = bench.open()) {
            assertThat(OllamaFixture.install(manager, "ollama:multi").commit())
                    .isEqualTo(TINY.weights().digest());
            assertThat(bench.store().resolve("manifests/registry.ollama.ai/library/multi/latest"))
                    .hasBinaryContent(TINY.manifest());
        }
    }

    @Test
    void takesQuantizationsOfTheHub() {
        registry.content().putHuggingFace("org/repo", Map.of("Q8_0", TINY));
        registry.content().putShardedHuggingFace("org/sharded");
        bench.with("HF_ENDPOINT", registry.url().toString());
        try (ModelManager manager = bench.open()) {
            InstalledModel installed = OllamaFixture.install(manager, "ollama:hf.co/org/repo:Q8_0");

            assertThat(installed.ref()).hasToString("ollama:hf.co/org/repo:Q8_0");
            assertThat(bench.store().resolve("manifests/hf.co/org/repo/Q8_0")).isRegularFile();
            assertFails(ErrorCode.INCOMPATIBLE, () -> OllamaFixture.install(manager, "ollama:hf.co/org/sharded:Q8_0"));
            assertFails(
                    ErrorCode.REVISION_NOT_FOUND, () -> OllamaFixture.install(manager, "ollama:hf.co/org/repo:Q2_K"));
        }
    }

    @Test
    void takesModelsOfPrivateRegistriesWithoutTlsWhereThatIsAllowed() {
        String ref = "ollama:" + registry.host() + "/team/m:v1";
        registry.content().put("team/m:v1", TINY);
        try (ModelManager manager = bench.open()) {
            assertThatThrownBy(() -> OllamaFixture.install(manager, ref))
                    .asInstanceOf(type(VenomException.class))
                    .satisfies(failure -> assertThat(failure.hint()).contains("--insecure"));

            InstalledModel installed = OllamaFixture.result(manager.models()
                    .install(InstallRequest.builder(ModelRef.parse(ref))
                            .allowInsecure()
                            .build()));
            assertThat(installed.ref()).hasToString(ref);
            assertThat(manager.models().list()).hasSize(1);
        }
    }

    @Test
    void saysWhatIsWrongWithAName() {
        registry.content().put("old", ModelImage.builder().requires("99.0.0").build());
        registry.content()
                .put(
                        "stub:remote",
                        ModelImage.builder()
                                .configure("remote_host", "https://ollama.com")
                                .build());
        try (ModelManager manager = bench.open()) {
            assertFails(ErrorCode.MODEL_NOT_FOUND, () -> OllamaFixture.install(manager, "ollama:unheard-of"));
            assertFails(ErrorCode.INCOMPATIBLE, () -> OllamaFixture.install(manager, "ollama:old"));
            assertFails(ErrorCode.INCOMPATIBLE, () -> OllamaFixture.install(manager, "ollama:stub:remote"));
            assertFails(ErrorCode.INVALID_REQUEST, () -> OllamaFixture.install(manager, "ollama:gpt-oss:120b-cloud"));
            assertFails(ErrorCode.INVALID_REQUEST, () -> OllamaFixture.install(manager, "ollama:m@main"));
        }
    }

    @Test
    void toldAWebPageOrNonsenseItBlamesTheRegistry() {
        registry.faults().onHub("/v2/**/manifests/**").next(1, Fault.captivePortal());
        try (ModelManager manager = bench.open()) {
            assertFails(ErrorCode.PROVIDER_UNAVAILABLE, () -> OllamaFixture.install(manager, REF));
            registry.content()
                    .putManifest("tiny:270m", "text/plain", "{\"schemaVersion\":2,\"config\":{\"digest\":\"x\"");
            assertFails(ErrorCode.PROVIDER_UNAVAILABLE, () -> OllamaFixture.install(manager, REF));
            registry.content()
                    .putManifest(
                            "tiny:270m",
                            "text/plain",
                            "{\"config\":{\"digest\":\"sha256:../../x\",\"size\":1},\"layers\":[]}");
            assertFails(ErrorCode.PROVIDER_UNAVAILABLE, () -> OllamaFixture.install(manager, REF));
        }
    }

    @Test
    void aRegistryMayServeBlobsItself() {
        try (LocalRegistry direct = LocalRegistry.builder()
                        .model("tiny:270m", TINY)
                        .blobServing(BlobServing.DIRECT)
                        .start();
                ModelManager manager = bench.registry(direct.url()).open()) {
            assertThat(OllamaFixture.install(manager, REF).state()).isEqualTo(InstallState.COMPLETE);
        }
    }

    /** Root may write everywhere, and gives what it writes to the store's owner; others are refused. */
    @Test
    void respectsAStoreThatBelongsToSomebodyElse() throws IOException {
        Files.createDirectories(bench.store());
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        if (isRoot) {
            Files.setAttribute(bench.store(), "unix:uid", NOBODY);
            Files.setAttribute(bench.store(), "unix:gid", NOBODY);
        } else {
            Files.setPosixFilePermissions(bench.store(), PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        try (ModelManager manager = bench.open()) {
            InstallPlan plan = manager.models().plan(InstallRequest.of(ModelRef.parse(REF)));
            assertThat(plan.verdicts())
                    .filteredOn(verdict -> verdict.result() == Verdict.Result.REFUSE)
                    .extracting(Verdict::check)
                    .isEqualTo(isRoot ? List.of() : List.of("store"));
            if (isRoot) {
                Path blob = OllamaFixture.install(manager, REF).location();
                assertThat(Files.getAttribute(blob, "unix:uid")).isEqualTo(NOBODY);
                assertThat(Files.getAttribute(blob.getParent(), "unix:gid")).isEqualTo(NOBODY);
                assertThat(Files.getPosixFilePermissions(blob)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
            } else {
                assertFails(ErrorCode.PERMISSION_DENIED, () -> OllamaFixture.install(manager, REF));
            }
        }
    }

    @Test
    void isFoundUnderTheSpellingThatIsThere() {
        registry.content().put("TINY:270M", TINY);
        try (ModelManager manager = bench.open()) {
            OllamaFixture.install(manager, REF);
            OllamaFixture.install(manager, "ollama:TINY:270M");

            assertThat(manager.models().list())
                    .extracting(model -> model.ref().toString())
                    .containsExactly(REF);
        }
    }

    @Test
    void repairsAModelWhoseTagIsAnotherModelByNow() throws IOException {
        try (ModelManager manager = bench.open()) {
            InstalledModel installed = OllamaFixture.install(manager, REF);
            registry.content().put("tiny:270m", ModelImage.generated(100_000, 5));
            Files.delete(installed.location());

            assertThat(OllamaFixture.result(manager.models()
                            .verify(VerifyRequest.of(ModelRef.parse(REF)).repairing())))
                    .allMatch(found -> found.ok());
            assertThat(manager.models().get(ModelRef.parse(REF)).commit())
                    .isEqualTo(TINY.weights().digest());
        }
    }

    @Test
    void leavesNothingBehindThatOnlyItKnows() throws IOException {
        try (ModelManager manager = bench.open()) {
            OllamaFixture.install(manager, REF);
            OllamaFixture.result(manager.models().remove(ModelRef.parse(REF)));
        }
        try (var left = Files.walk(bench.store())) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(Set.of(bench.store().toFile().list())).isEqualTo(Set.of("blobs", "manifests"));
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(VenomException.class))
                .satisfies(failure ->
                        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code));
    }
}
