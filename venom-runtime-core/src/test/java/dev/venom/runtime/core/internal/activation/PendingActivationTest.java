package dev.venom.runtime.core.internal.activation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whoever finishes a switch that another process began reads what that one wrote: each member in its place. */
class PendingActivationTest {
    @Test
    void writesWhatIsRead() throws Exception {
        String document = "{\"operation\":\"20261130-101112-abcdef\",\"phase\":\"stopping\","
                + "\"target\":{\"ref\":\"hf:org/name@main\",\"name\":\"org/name\",\"path\":\"/models/name\"},"
                + "\"undoing\":true,\"former_up\":false,\"environment\":{\"A\":\"1\",\"B\":\"\"},"
                + "\"edits\":[{\"file\":\"/etc/one.env\",\"form\":\"environment\","
                + "\"settings\":[{\"name\":\"MODEL\",\"lines\":[\"MODEL=a\"]},{\"name\":\"PORT\",\"lines\":[]}]}]}";

        assertThat(text(PendingActivation.read(json(document)).write())).isEqualTo(document);
    }

    private static JsonNode json(String document) throws Exception {
        return JsonReader.within(JsonLimits.OWN).readObject(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode document) {
        return new String(JsonWriter.compact(document), StandardCharsets.UTF_8);
    }
}
