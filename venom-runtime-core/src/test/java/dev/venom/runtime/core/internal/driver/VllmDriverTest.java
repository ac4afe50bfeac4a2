package dev.venom.runtime.core.internal.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import dev.venom.runtime.testbed.vllm.snapshot.TinySnapshots;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class VllmDriverTest {
    private final VllmDriver driver = new VllmDriver();

    @TempDir
    private Path directory;

    @Test
    void tellsWhatItServesAndProvesIt() throws Exception {
        try (DriverFixture bench = DriverFixture.start(directory, TinySnapshots.generative(), Map.of())
                .ready(driver)) {
            HealthReport report = driver.health(bench.context);
            assertThat(report.servedNames()).containsExactly("tiny");
            assertThat(driver.version(bench.context)).contains("0.27.0");

            driver.prove("tiny", bench.context);

            assertThat(driver.activity(bench.context).runningRequests()).hasValue(0);
            assertThat(driver.activity(bench.context).workCounter()).hasValue(2);
            bench.script.order(ScriptOrder.ENGINES, "3").order(ScriptOrder.OLD_METRICS, "true");
            assertThat(driver.activity(bench.context).workCounter()).hasValue(2);
        }
    }

    @Test
    void provesAnEncoderByAnEmbedding() throws Exception {
        try (DriverFixture bench = DriverFixture.start(directory, TinySnapshots.embedding(), Map.of())
                .ready(driver)) {
            driver.prove("tiny", bench.context);

            bench.script.order(ScriptOrder.EMPTY_ANSWER, "true");
            requireUnproved(bench, "tiny", "without an embedding");
        }
    }

    @Test
    void isNotSatisfiedWithHealthAlone() throws Exception {
        try (DriverFixture bench = DriverFixture.start(directory, TinySnapshots.generative(), Map.of())
                .ready(driver)) {
            requireUnproved(bench, "other", "does not exist");
            bench.script.order(ScriptOrder.EMPTY_ANSWER, "true");
            requireUnproved(bench, "tiny", "without a token");
            bench.script.clear().order(ScriptOrder.FAILING_ANSWER, "true");
            requireUnproved(bench, "tiny", "it answered 500");
            bench.script.clear().order(ScriptOrder.FROZEN, "true");
            assertThat(driver.health(bench.context).health()).isEqualTo(Health.HEALTHY);
            requireUnproved(bench, "tiny", "did not answer");
            bench.script.clear().order(ScriptOrder.UNHEALTHY, "true");
            assertThat(driver.health(bench.context).health()).isEqualTo(Health.UNHEALTHY);
        }
        try (DriverFixture gone = DriverFixture.start(directory, TinySnapshots.unknown(), Map.of())) {
            assertThat(driver.health(gone.context).health()).isEqualTo(Health.UNREACHABLE);
        }
    }

    @Test
    void showsItsKey() throws Exception {
        Map<String, String> key = Map.of("VLLM_API_KEY", "sesame");
        try (DriverFixture bench =
                DriverFixture.start(directory, TinySnapshots.generative(), key).ready(driver)) {
            assertThat(driver.health(bench.context).servedNames()).containsExactly("tiny");
            assertThatCode(() -> driver.prove("tiny", bench.context)).doesNotThrowAnyException();
        }
    }

    @Test
    void wakesWhatSleeps() throws Exception {
        Map<String, String> developer = Map.of("VLLM_SERVER_DEV_MODE", "1");
        try (DriverFixture bench = DriverFixture.start(
                        directory, TinySnapshots.generative(), developer, "--enable-sleep-mode")
                .ready(driver)) {
            RuntimeClient client = new RuntimeClient(bench.context, Optional.empty());
            for (int level = 1; level <= 2; level++) {
                client.post("/sleep?level=" + level, Json.object(), Duration.ofSeconds(5));
                requireUnproved(bench, "tiny", "asleep");
                HealthReport report = driver.health(bench.context);
                assertThat(report.health()).isEqualTo(Health.HEALTHY);
                assertThat(report.rest()).isEqualTo(HealthReport.Rest.ASLEEP);

                assertThat(driver.wake(bench.context)).isTrue();

                driver.prove("tiny", bench.context);
                assertThat(driver.wake(bench.context)).isFalse();
            }
        }
    }

    @Test
    void isAskedForTokensUnlessSomebodyPaysForThem() {
        RuntimeSpecBuilder spec = RuntimeSpec.builder("vllm", "vllm", URI.create("http://127.0.0.1:1"));

        assertThat(driver.probeInterval(spec.build())).contains(Duration.ofSeconds(60));
        assertThat(driver.probeInterval(spec.command(List.of("vllm", "serve", "x", "--max-num-seqs", "1"))
                        .build()))
                .isEmpty();
        assertThat(driver.probeInterval(spec.command(List.of("vllm", "serve", "x", "--enable-sleep-mode"))
                        .build()))
                .isEmpty();
    }

    @Test
    void knowsWhatItsCommandMeans() {
        RuntimeSpecBuilder spec = RuntimeSpec.builder("vllm", "vllm", URI.create("http://127.0.0.1:1"));

        assertThat(driver.reservedGpuShare(spec.build())).hasValue(0.92);
        assertThat(driver.reservedGpuShare(spec.command(List.of("vllm", "serve", "--gpu-memory-utilization=0.5"))
                        .build()))
                .hasValue(0.5);
        assertThat(driver.reservedGpuShare(spec.command(List.of("vllm", "serve", "--kv-cache-memory-bytes", "8G"))
                        .build()))
                .isEmpty();
        assertThat(driver.finishesRequestsOnStop(spec.command(List.of("vllm", "serve", "--shutdown-timeout", "30"))
                        .build()))
                .isTrue();
        assertThat(driver.finishesRequestsOnStop(spec.command(List.of("vllm", "serve", "--shutdown-timeout", "0"))
                        .build()))
                .isFalse();
    }

    private void requireUnproved(DriverFixture bench, String name, String why) {
        assertThatThrownBy(() -> driver.prove(name, bench.context))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_UNHEALTHY))
                .hasMessageContaining(why);
    }
}
