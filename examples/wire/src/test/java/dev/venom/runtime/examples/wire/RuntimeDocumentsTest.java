package dev.venom.runtime.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.api.runtime.ResourceUsage;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RuntimeDocumentsTest {
    private static final Alert ALERT = new Alert("vllm", Alert.Resource.VRAM, 91.26, 85, Alert.State.RAISED);

    @Test
    void writesWhatIsKnown() {
        RuntimeStatus status = new RuntimeStatus(
                "vllm",
                "vllm",
                RuntimeState.ONLINE,
                Instant.parse("2026-11-24T10:00:00Z"),
                "It answers.",
                List.of("process 7 runs"),
                "process",
                true,
                Optional.of(ModelRef.parse("hf:google/gemma-2b-it@main")),
                new ResourceUsage(
                        OptionalLong.of(3L << 20),
                        Optional.of("pss"),
                        OptionalLong.of(5L << 30),
                        OptionalDouble.of(12.34)),
                Optional.of(Duration.ofSeconds(61)),
                2,
                List.of(ALERT));

        assertThat(RuntimeDocuments.single(status))
                .isEqualTo("{\"id\":\"vllm\",\"kind\":\"vllm\",\"state\":\"online\","
                        + "\"since\":\"2026-11-24T10:00:00Z\",\"reason\":\"It answers.\","
                        + "\"evidence\":[\"process 7 runs\"],\"supervisor\":\"process\",\"managed\":true,"
                        + "\"active_model\":{\"provider\":\"hf\",\"model\":\"google/gemma-2b-it\",\"revision\":\"main\"},"
                        + "\"memory_mb\":3,\"memory_method\":\"pss\",\"vram_mb\":5120,\"cpu_percent\":12.3,"
                        + "\"uptime_seconds\":61,\"restarts\":2,\"alerts\":[" + RuntimeDocuments.alert(ALERT) + "]}");
    }

    @Test
    void leavesOutWhatIsUnknown() {
        RuntimeStatus status = new RuntimeStatus(
                "ollama",
                "ollama",
                RuntimeState.OFFLINE,
                Instant.EPOCH,
                "Nothing answers.",
                List.of(),
                "external",
                false,
                Optional.empty(),
                ResourceUsage.UNKNOWN,
                Optional.empty(),
                0,
                List.of());

        assertThat(RuntimeDocuments.list(List.of(status)))
                .doesNotContain("null", "memory_mb", "vram_mb", "uptime_seconds", "active_model")
                .contains("\"alerts\":[]", "\"restarts\":0");
    }

    @Test
    void writesAlerts() {
        assertThat(RuntimeDocuments.alert(ALERT))
                .isEqualTo("{\"runtime\":\"vllm\",\"kind\":\"vram\",\"percent\":91.3,\"threshold\":85.0,"
                        + "\"state\":\"raised\"}");
    }
}
