package dev.venom.runtime.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.TransformerShape;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.RuntimeTransport;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.runtime.DiscoveryContext;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.FoundRuntime;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.HostHardware;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.ServedModel;
import dev.venom.runtime.spi.runtime.ServingTarget;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.spi.testkit.NoProcesses;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.ollama.LocalDaemon;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OllamaDriverTest {
    private static final long GB = 1_000_000_000;

    private final RuntimeDriver driver = new OllamaDriver();
    private final HttpTransporter wire = new HttpTransporter(TransportOptions.of(Map.of()));

    @TempDir
    private Path models;

    private LocalDaemon daemon;

    @BeforeEach
    void open() {
        daemon = LocalDaemon.over(models).version("0.32.15").start();
        daemon.store().put("tiny:270m", ModelImage.tinyLlama());
        daemon.store().put("other", ModelImage.tinyLlama());
    }

    @AfterEach
    void close() {
        daemon.close();
        wire.close();
    }

    @Test
    void loadsProvesAndUnloadsAModelAndLeavesThoseOfOthers() throws Exception {
        DriverContext context = context(daemon.url());
        driver.load(served("other:latest"), context);
        assertThat(driver.health(context).servedNames()).containsExactly("other:latest");

        driver.load(served("tiny:270m"), context);
        driver.prove("tiny:270m", context);
        assertThat(driver.sample("tiny:270m", "Once", context))
                .isInstanceOfSatisfying(
                        Sample.Text.class, answer -> assertThat(answer.text()).isNotBlank());
        HealthReport report = driver.health(context);
        assertThat(report.health()).isEqualTo(Health.HEALTHY);
        assertThat(report.version()).contains("0.32.15");
        assertThat(report.servedNames()).containsExactlyInAnyOrder("tiny:270m", "other:latest");
        assertThat(report.detail()).contains("2 loaded", "MiB", "context");

        driver.unload("tiny:270m", context);
        assertThat(driver.health(context).servedNames()).containsExactly("other:latest");
    }

    @Test
    void aLoadedModelStaysUntilItIsUnloaded() {
        driver.load(served("tiny:270m"), context(daemon.url()));

        assertThat(daemon.scheduler().loaded())
                .singleElement()
                .satisfies(loaded ->
                        assertThat(loaded.expiresAt()).isAfter(Instant.now().plus(Duration.ofDays(365))));
    }

    @Test
    void saysWhyAModelDoesNotLoad() {
        DriverContext context = context(daemon.url());
        assertFails(ErrorCode.NOT_INSTALLED, () -> driver.load(served("missing:1b"), context));

        daemon.scheduler().failLoads("model requires more system memory (9.0 GiB) than is available (1.0 GiB)");
        assertThatThrownBy(() -> driver.load(served("tiny:270m"), context))
                .asInstanceOf(type(VenomException.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_UNHEALTHY);
                    assertThat(failure).hasMessageContaining("more system memory");
                });
    }

    @Test
    void aModelThatProducesNothingIsUnhealthy() {
        daemon.scheduler().failLoads("llama runner process has terminated: exit status 2");

        assertFails(ErrorCode.RUNTIME_UNHEALTHY, () -> driver.prove("tiny:270m", context(daemon.url())));
        assertFails(ErrorCode.RUNTIME_UNHEALTHY, () -> driver.prove("missing", context(daemon.url())));
    }

    @Test
    void nobodyThereIsUnreachableAndAnImitatorIsUnhealthy() {
        assertThat(driver.health(context(URI.create("http://127.0.0.1:1"))).health())
                .isEqualTo(Health.UNREACHABLE);

        daemon.faults().on("/api/ps").always(Fault.status(404));
        HealthReport imitator = driver.health(context(daemon.url()));
        assertThat(imitator.health()).isEqualTo(Health.UNHEALTHY);
        assertThat(imitator.detail()).contains("not what is loaded");

        daemon.faults().on("/api/version").always(Fault.captivePortal());
        assertThat(driver.health(context(daemon.url())).detail()).contains("something else than an Ollama");
    }

    @Test
    void findsADaemonThatRunsAndWhoRunsIt() {
        List<FoundRuntime> found = driver.discover(new DiscoveryContext(
                new RuntimeTransport(() -> wire),
                InMemorySettings.in(models).with("OLLAMA_HOST", daemon.url().toString()),
                new LinuxProcessTable()));

        assertThat(found).first().satisfies(runtime -> {
            assertThat(runtime.id()).isEqualTo("ollama");
            assertThat(runtime.baseUri()).isEqualTo(daemon.url());
            assertThat(runtime.process().orElseThrow().ref().pid())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(runtime.owner()).isNotBlank();
        });
    }

    @Test
    void findsNothingWhereNobodyAnswers() {
        assertThat(driver.discover(new DiscoveryContext(
                        new RuntimeTransport(() -> wire),
                        InMemorySettings.in(models).with("OLLAMA_HOST", OllamaFixture.NOBODY),
                        new NoProcesses())))
                .isEmpty();
    }

    @Test
    void judgesByFormatArchitectureAndMemory() {
        ModelDescription llama = description(ModelFormat.GGUF, "llama");
        assertThat(results(llama, 4 * GB, host(16 * GB, 12 * GB)))
                .containsEntry("format", Verdict.Result.OK)
                .containsEntry("architecture", Verdict.Result.OK)
                .containsEntry("memory", Verdict.Result.OK);
        assertThat(results(llama, 11 * GB, host(16 * GB, 8 * GB))).containsEntry("memory", Verdict.Result.WARN);
        assertThat(results(llama, 40 * GB, host(16 * GB, 8 * GB))).containsEntry("memory", Verdict.Result.REFUSE);
        assertThat(results(llama, 4 * GB, new HostHardware(OptionalLong.empty(), OptionalLong.empty(), List.of())))
                .containsEntry("memory", Verdict.Result.WARN);
        assertThat(results(description(ModelFormat.SAFETENSORS, "unheard-of"), GB, host(16 * GB, 8 * GB)))
                .containsEntry("format", Verdict.Result.REFUSE)
                .containsEntry("architecture", Verdict.Result.WARN);
    }

    @Test
    void showsTheFiguresBehindAVerdict() {
        List<Verdict> verdicts = driver.judge(
                description(ModelFormat.GGUF, "llama"),
                4 * GB,
                new ServingTarget(
                        RuntimeSpec.builder("ollama", "ollama", daemon.url())
                                .environment(Map.of("OLLAMA_CONTEXT_LENGTH", "8192", "OLLAMA_KV_CACHE_TYPE", "q8_0"))
                                .build(),
                        host(16 * GB, 12 * GB),
                        Optional.of("0.32.15")));

        // 32 layers x 8 heads x 256 x 1.0625 bytes x 8192 tokens
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.check().equals("memory"))
                .extracting(Verdict::detail)
                .singleElement()
                .asString()
                .contains("4.0 GB of weights", "0.6 GB for a context of 8192 tokens", "12.0 GB of main memory");
    }

    @Test
    void saysWhatToInstallInsteadOfFilesThatItDoesNotRun() {
        ServingTarget target = new ServingTarget(
                RuntimeSpec.builder("ollama", "ollama", daemon.url()).build(),
                host(16 * GB, 12 * GB),
                Optional.of("0.32.15"));

        assertThat(driver.judge(description(ModelFormat.SAFETENSORS, "llama"), GB, target))
                .filteredOn(verdict -> verdict.check().equals("format"))
                .extracting(Verdict::detail)
                .singleElement()
                .asString()
                .contains("safetensors: Ollama runs GGUF only", "'catalog ollama'", "ollama:hf.co/ORG/MODEL-GGUF");
    }

    @Test
    void readsWhyADaemonFailed() {
        assertThat(driver.diagnose(List.of(
                        "time=2026 level=INFO msg=\"server config\"",
                        "Error: listen tcp 127.0.0.1:11434: bind: address already in use")))
                .hasValueSatisfying(diagnosis -> {
                    assertThat(diagnosis.cause()).contains("address already in use");
                    assertThat(diagnosis.deterministic()).isTrue();
                });
        assertThat(driver.diagnose(List.of("timed out waiting for llama runner to start - progress 0.00 -", "x")))
                .hasValueSatisfying(
                        diagnosis -> assertThat(diagnosis.deterministic()).isFalse());
        assertThat(driver.diagnose(List.of("llama_model_load: error loading model: unknown model architecture: 'x'")))
                .isPresent();
        assertThat(driver.diagnose(List.of("all is well"))).isEmpty();
    }

    private Map<String, Verdict.Result> results(ModelDescription model, long weightBytes, HostHardware host) {
        ServingTarget target = new ServingTarget(
                RuntimeSpec.builder("ollama", "ollama", daemon.url()).build(), host, Optional.of("0.32.15"));
        return driver.judge(model, weightBytes, target).stream()
                .collect(Collectors.toMap(Verdict::check, Verdict::result));
    }

    private static HostHardware host(long memoryBytes, long availableBytes) {
        return new HostHardware(OptionalLong.of(memoryBytes), OptionalLong.of(availableBytes), List.of());
    }

    private static ModelDescription description(ModelFormat format, String architecture) {
        return new ModelDescription(
                format,
                Optional.of("Q4_K_M"),
                OptionalLong.of(8 * GB),
                OptionalLong.of(131_072),
                List.of(architecture),
                Optional.empty(),
                Hardware.UNKNOWN,
                Optional.of(
                        new TransformerShape(32, 32, 8, 128, 128, OptionalInt.empty(), OptionalLong.empty(), false)));
    }

    private DriverContext context(URI base) {
        return new DriverContext(
                RuntimeSpec.builder("ollama", "ollama", base).build(),
                new RuntimeTransport(() -> wire),
                InMemorySettings.in(Path.of("")),
                Clock.systemUTC());
    }

    private static ServedModel served(String name) {
        InstalledModel model = new InstalledModel(
                ModelRef.of("ollama", name),
                "sha256:0",
                name,
                Path.of("/blob"),
                List.of(),
                ModelDescription.UNKNOWN,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                InstallState.COMPLETE,
                Optional.empty());
        return new ServedModel(model, Path.of("/blob"), name);
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(VenomException.class))
                .satisfies(failure ->
                        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code));
    }
}
