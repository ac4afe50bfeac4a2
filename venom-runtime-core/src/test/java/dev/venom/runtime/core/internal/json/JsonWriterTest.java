package dev.venom.runtime.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private static final JsonObject MODEL = JsonObject.builder()
            .text("model", "org/name")
            .text("license", Optional.empty())
            .number("size", 42)
            .number("parameters", OptionalLong.empty())
            .flag("ok", true)
            .texts("tags", List.of("a", "b"))
            .object("hardware", JsonObject.builder().decimal("ratio", 0.5).build())
            .object("nothing", Optional.empty())
            .objects("files", List.of())
            .value("gone", JsonNull.NULL)
            .build();

    @Test
    void writesOneLineInTheOrderAdded() {
        assertThat(JsonWriter.compact().text(MODEL))
                .isEqualTo("{\"model\":\"org/name\",\"size\":42,\"ok\":true,\"tags\":[\"a\",\"b\"],"
                        + "\"hardware\":{\"ratio\":0.5},\"files\":[],\"gone\":null}");
    }

    @Test
    void indentsAlikeOnEverySystem() {
        JsonObject object =
                JsonObject.builder().number("a", 1).texts("b", List.of("x")).build();

        assertThat(JsonWriter.indented().text(object)).isEqualTo("{\n  \"a\" : 1,\n  \"b\" : [\n    \"x\"\n  ]\n}\n");
    }

    @Test
    void keepsAOneLineDocumentOnOneLine() {
        JsonObject object =
                JsonObject.builder().text("a", "x\r\n\u2028\"\\\u0000").build();

        assertThat(JsonWriter.compact().text(object)).doesNotContain("\n", "\r", "\u0000");
    }

    @Test
    void writesWhatTheReaderReads() throws Exception {
        assertThat(JsonReader.within(JsonLimits.OWN).read(JsonWriter.indented().bytes(MODEL)))
                .isEqualTo(MODEL);
    }

    @Test
    void writesNumbersAsTheyWereRead() throws Exception {
        byte[] document = "[1.10,1E+2,-0,123456789012345678901234567890]".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonWriter.compact().bytes(JsonReader.within(JsonLimits.OWN).read(document)))
                .isEqualTo(document);
    }

    @Test
    void leavesTheStreamOpen() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        JsonWriter.compact().write(MODEL, out);
        out.write('\n');

        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("}\n");
    }

    @Test
    void replacesAMemberInItsOldPlace() {
        JsonObject object = JsonObject.builder()
                .number("a", 1)
                .number("b", 2)
                .number("a", 3)
                .build();

        assertThat(JsonWriter.compact().text(object)).isEqualTo("{\"a\":3,\"b\":2}");
    }
}
