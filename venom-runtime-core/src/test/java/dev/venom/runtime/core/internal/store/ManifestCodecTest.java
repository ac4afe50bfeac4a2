package dev.venom.runtime.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Other programs, and other versions of this one, read what is written: each member in its place. */
class ManifestCodecTest {
    private static final ManifestCodec CODEC = new ManifestCodec(Path.of("/cache"));

    @Test
    void writesWhatIsRead() throws Exception {
        String document = "{\"provider\":\"hf\",\"model\":\"org/name\",\"revision\":\"main\",\"commit\":\"abc\","
                + "\"friendly_name\":\"name\",\"size_bytes\":7,\"location\":\"hub/models--org--name\","
                + "\"files\":[{\"path\":\"a.safetensors\",\"size\":7,\"sha256\":\"" + "0".repeat(64) + "\"},"
                + "{\"path\":\"config.json\",\"size\":0,\"git_sha1\":\"" + "1".repeat(40) + "\"}],"
                + "\"installed_at\":\"2026-11-30T10:00:00Z\",\"verified_at\":\"2026-11-30T11:00:00Z\","
                + "\"last_used_at\":\"2026-11-30T12:00:00Z\",\"format\":\"safetensors\",\"quantization\":\"awq\","
                + "\"parameters\":1100000000,\"context_length\":4096,\"architectures\":[\"LlamaForCausalLM\"],"
                + "\"license\":\"mit\",\"hardware\":{\"device\":\"gpu\",\"min_compute_capability\":\"8.0\","
                + "\"estimated_memory_bytes\":9},\"state\":\"complete\",\"source_url\":\"https://hub.test/org/name\"}";

        assertThat(text(CODEC.write(CODEC.read(json(document))))).isEqualTo(document);
    }

    @Test
    void leavesOutWhatIsUnknownAndPassesOverWhatItDoesNotKnow() throws Exception {
        String document = "{\"provider\":\"ollama\",\"model\":\"gemma\",\"commit\":\"abc\",\"friendly_name\":\"gemma\","
                + "\"size_bytes\":0,\"location\":\"/else/where\",\"files\":[],"
                + "\"installed_at\":\"2026-11-30T10:00:00Z\",\"format\":\"other\",\"architectures\":[],"
                + "\"hardware\":{\"device\":\"any\"},\"state\":\"partial\"}";
        String later =
                document.replaceFirst("\\{", "{\"later\":{\"a\":[1.5,null]},\"license\":7,\"parameters\":\"1\",");

        assertThat(text(CODEC.write(CODEC.read(json(later))))).isEqualTo(document);
    }

    private static JsonNode json(String document) throws Exception {
        return JsonReader.within(JsonLimits.OWN).readObject(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode document) {
        return new String(JsonWriter.compact(document), StandardCharsets.UTF_8);
    }
}
