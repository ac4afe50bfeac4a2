package dev.venom.runtime.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Other processes, and other versions of this one, read what is written: each member in its place. */
class OperationCodecTest {
    @Test
    void writesWhatIsRead() throws Exception {
        String document = "{\"id\":\"20261130-101112-abcdef\",\"kind\":\"install\",\"state\":\"failed\","
                + "\"phase\":\"download\",\"lane\":\"hf/org\",\"model\":{\"provider\":\"hf\",\"model\":\"org/name\","
                + "\"revision\":\"main\"},\"runtime\":\"vllm\",\"bytes_done\":3,\"bytes_total\":7,"
                + "\"steps\":[{\"name\":\"resolve\",\"state\":\"succeeded\",\"millis\":12}],\"log\":[\"one\",\"two\"],"
                + "\"error\":{\"code\":\"NETWORK\",\"message\":\"It broke.\",\"hint\":\"Try again.\"},"
                + "\"created_at\":\"2026-11-30T10:00:00Z\",\"started_at\":\"2026-11-30T10:00:01Z\","
                + "\"ended_at\":\"2026-11-30T10:00:02Z\",\"retry_of\":\"20261130-101111-abcdef\","
                + "\"verified\":[{\"model\":{\"provider\":\"hf\",\"model\":\"org/name\"},\"bad_files\":[\"a\"],"
                + "\"mended_files\":[\"b\"],\"error\":{\"code\":\"NETWORK\",\"message\":\"m\",\"hint\":\"h\"}}],"
                + "\"request\":{\"ref\":\"hf:org/name\",\"include\":[\"*\"],\"insecure\":false},"
                + "\"reserved\":{\"quota_bytes\":7,\"file_stores\":{\"8:1\":4},\"copies\":{\"8:2\":3}},"
                + "\"owner\":{\"host\":\"h\",\"boot_id\":\"b\",\"pid\":42,\"started\":1234567890123}}";

        assertThat(text(OperationCodec.write(OperationCodec.read(json(document), Instant.EPOCH))))
                .isEqualTo(document);
    }

    @Test
    void leavesOutWhatThereIsNot() throws Exception {
        String document = "{\"id\":\"20261130-101112-abcdef\",\"kind\":\"stop\",\"state\":\"running\",\"phase\":\"\","
                + "\"lane\":\"runtime\",\"bytes_done\":0,\"bytes_total\":0,\"steps\":[],\"log\":[],"
                + "\"created_at\":\"2026-11-30T10:00:00Z\",\"verified\":[],\"request\":{\"runtime\":\"vllm\"},"
                + "\"reserved\":{\"quota_bytes\":0,\"file_stores\":{},\"copies\":{}}}";
        String later = document.replaceFirst("\\{", "{\"later\":[{}],\"owner\":null,");

        assertThat(text(OperationCodec.write(OperationCodec.read(json(later), Instant.EPOCH))))
                .isEqualTo(document);
    }

    private static JsonNode json(String document) throws Exception {
        return JsonReader.within(JsonLimits.OWN).readObject(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode document) {
        return new String(JsonWriter.compact(document), StandardCharsets.UTF_8);
    }
}
