package dev.venom.runtime.core.internal.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Other processes, and other versions of this one, read what is written: each member in its place. */
class RuntimeRecordCodecTest {
    @Test
    void writesWhatIsRead() throws Exception {
        String model = "{\"provider\":\"hf\",\"model\":\"org/name\",\"revision\":\"main\",\"name\":\"org/name\","
                + "\"path\":\"/models/name\"}";
        String document = "{\"schema_version\":1,\"wanted\":\"up\",\"active\":" + model + ",\"previous\":" + model
                + ",\"restarts\":2,\"proved_at\":\"2026-11-30T10:00:00Z\","
                + "\"given_up\":{\"at\":\"2026-11-30T10:00:00Z\",\"reason\":\"it ends\"},"
                + "\"under_way\":{\"change\":\"starting\",\"operation\":\"20261130-101112-abcdef\",\"host\":\"h\","
                + "\"boot_id\":\"b\",\"pid\":42,\"started\":7},\"log\":{\"file\":\"/logs/one.log\",\"begin\":77},"
                + "\"supervisors\":{\"process\":{\"a\":\"1\",\"b\":\"2\"},\"systemd\":{\"unit\":\"x.service\"}},"
                + "\"found\":{\"kind\":\"ollama\",\"base_url\":\"http://127.0.0.1:11434\",\"owner\":\"a user\","
                + "\"supervisor\":\"systemd\",\"unit\":\"ollama.service\",\"scope\":\"user\","
                + "\"seen_at\":\"2026-11-30T10:00:00Z\"},\"activation\":{\"phase\":\"stopping\",\"undoing\":false},"
                + "\"elsewhere\":[{\"schema_version\":1,\"restarts\":0,\"supervisors\":{},\"elsewhere\":[]}]}";

        assertThat(text(RuntimeRecordCodec.write(RuntimeRecordCodec.read(json(document)))))
                .isEqualTo(document);
    }

    private static JsonNode json(String document) throws Exception {
        return JsonReader.within(JsonLimits.OWN).readObject(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode document) {
        return new String(JsonWriter.compact(document), StandardCharsets.UTF_8);
    }
}
