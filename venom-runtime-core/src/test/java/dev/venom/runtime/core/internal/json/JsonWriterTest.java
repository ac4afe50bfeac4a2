package dev.venom.runtime.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private static final ObjectNode MODEL = model();

    private static ObjectNode model() {
        ObjectNode model =
                Json.object().put("model", "org/name").put("size", 42L).put("ok", true);
        model.putArray("tags").add("a").add("b");
        model.putObject("hardware").put("ratio", 0.5);
        model.putArray("files");
        return model.putNull("gone");
    }

    @Test
    void writesOneLineInTheOrderAdded() {
        assertThat(compact(MODEL))
                .isEqualTo("{\"model\":\"org/name\",\"size\":42,\"ok\":true,\"tags\":[\"a\",\"b\"],"
                        + "\"hardware\":{\"ratio\":0.5},\"files\":[],\"gone\":null}");
    }

    @Test
    void indentsAlikeOnEverySystem() {
        ObjectNode object = Json.object().put("a", 1);
        object.putArray("b").add("x");

        assertThat(new String(JsonWriter.indented(object), StandardCharsets.UTF_8))
                .isEqualTo("{\n  \"a\" : 1,\n  \"b\" : [\n    \"x\"\n  ]\n}\n");
    }

    @Test
    void leavesNothingBetweenTheBracketsOfWhatIsEmpty() {
        ObjectNode object = Json.object();
        object.putArray("a");
        object.putObject("b");

        assertThat(new String(JsonWriter.indented(object), StandardCharsets.UTF_8))
                .isEqualTo("{\n  \"a\" : [ ],\n  \"b\" : { }\n}\n");
    }

    @Test
    void keepsAOneLineDocumentOnOneLine() {
        assertThat(compact(Json.object().put("a", "x\r\n\u2028\"\\\u0000"))).doesNotContain("\n", "\r", "\u0000");
    }

    @Test
    void writesWhatTheReaderReads() throws Exception {
        assertThat(JsonReader.within(JsonLimits.OWN).read(JsonWriter.indented(MODEL)))
                .isEqualTo(MODEL);
    }

    @Test
    void writesNumbersAsLargeAsTheyWereRead() throws Exception {
        String document = "[1.5,-7,9223372036854775807,123456789012345678901234567890]";

        JsonNode read = JsonReader.within(JsonLimits.OWN).read(document.getBytes(StandardCharsets.UTF_8));

        assertThat(compact(read)).isEqualTo(document);
    }

    private static String compact(JsonNode root) {
        return new String(JsonWriter.compact(root), StandardCharsets.UTF_8);
    }
}
