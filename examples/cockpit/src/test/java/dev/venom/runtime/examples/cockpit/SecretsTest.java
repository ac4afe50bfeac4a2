package dev.venom.runtime.examples.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hub's token, the addresses that it signs, and the key of a runtime are known to the library and told to nobody. */
@Timeout(120)
class SecretsTest {
    private static final String MODEL = "\"provider\":\"hf\",\"model\":\"acme/secret-free\"";

    @Test
    void areInNoAnswerEventLogOrDiagnosis(@TempDir Path directory) throws Exception {
        LiveCockpit cockpit = LiveCockpit.over(directory, LiveCockpit.model("acme/secret-free", 3));
        StringBuilder told = new StringBuilder();
        try (EventStream events = EventStream.open(cockpit.uri("/api/v1/models/events"), Optional.empty())) {
            told.append(cockpit.run("/api/v1/models/install", "{" + MODEL + "}"));
            told.append(cockpit.run("/api/v1/models/activate", "{\"runtime\":\"vllm\"," + MODEL + "}"));
            told.append(cockpit.post("/api/v1/runtimes/vllm/try", "{\"prompt\":\"hello\"}")
                    .body());
            told.append(events.until(event -> event.data().contains("\"kind\":\"activate\"")
                    && event.data().contains("\"state\":\"succeeded\"")));
            for (String path : List.of(
                    "/api/v1/models",
                    "/api/v1/models/operations",
                    "/api/v1/models/providers?query=acme&provider=hf",
                    "/api/v1/runtimes",
                    "/api/v1/runtimes/vllm",
                    "/api/v1/runtimes/vllm/logs",
                    "/api/v1/runtimes/vllm/diagnostics",
                    "/api/v1/system")) {
                told.append(cockpit.get(path).body());
            }
        } finally {
            cockpit.close();
        }

        assertThat(told).contains("acme/secret-free", "VLLM_API_KEY");
        assertThat(told)
                .doesNotContain(LiveCockpit.HUB_TOKEN)
                .doesNotContain(LiveCockpit.RUNTIME_KEY)
                .doesNotContainIgnoringCase("signature=");
    }
}
