package dev.venom.runtime.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final JsonReader READER = JsonReader.within(JsonLimits.FOREIGN);

    @Test
    void readsEveryKindOfMember() throws Exception {
        String document = """
            {"model":"gemma \\u00e9","size":9223372036854775807,"ratio":0.5,"ok":true,
             "hardware":{"device":"gpu"},"files":[{"path":"a"},3],"gone":null}
            """;

        JsonObject object = READER.readObject(utf8(document));

        assertThat(object.text("model")).contains("gemma \u00e9");
        assertThat(object.number("size")).hasValue(Long.MAX_VALUE);
        assertThat(object.decimal("ratio")).hasValue(0.5);
        assertThat(object.flag("ok")).contains(true);
        assertThat(object.object("hardware").flatMap(hardware -> hardware.text("device")))
                .contains("gpu");
        assertThat(object.objects("files")).hasSize(1);
        assertThat(object.array("files").orElseThrow().values()).hasSize(2);
        assertThat(object.text("gone")).isEmpty();
    }

    @Nested
    class LikePython {
        private static final JsonReader LIKE_PYTHON = JsonReader.likePython(JsonLimits.FOREIGN);

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"x\":[Infinity,-Infinity,NaN],\"a\":\"text\"}",
                    "{\"a\":\"former\",\"a\":\"text\"}",
                    "\ufeff{\"a\":\"text\"}",
                    "{\"x\":1E4000,\"y\":\"\\ud800\",\"a\":\"text\"}",
                })
        void takesWhatLoadersTake(String document) throws Exception {
            assertThat(LIKE_PYTHON.readObject(utf8(document)).text("a")).contains("text");
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
        void tellsTheEncodingByTheFirstBytes(String charset) throws Exception {
            byte[] document = "{\"a\":\"t\u00e9xt\"}".getBytes(charset);

            assertThat(LIKE_PYTHON.readObject(document).text("a")).contains("t\u00e9xt");
        }

        @Test
        void takesNoNumberWhereThereIsNone() throws Exception {
            JsonObject object = LIKE_PYTHON.readObject(utf8("{\"a\":NaN,\"b\":" + "9".repeat(5_000) + "}"));

            assertThat(object.number("a")).isEmpty();
            assertThat(object.decimal("a")).isEmpty();
            assertThat(object.number("b")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "{'a':1}", "{\"a\":01}", "{\"a\":1,}", "{\"a\":\"\n\"}", "{\"a\":1} x", "{\"a\":-NaN}"})
        void refusesWhatPythonRefuses(String document) {
            assertThatThrownBy(() -> LIKE_PYTHON.readObject(utf8(document))).isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void answersEmptyForMembersOfAnotherKind() throws Exception {
        JsonObject object = READER.readObject(utf8("{\"a\":\"text\",\"b\":1,\"c\":[1,\"x\"]}"));

        assertThat(object.number("a")).isEmpty();
        assertThat(object.text("b")).isEmpty();
        assertThat(object.flag("b")).isEmpty();
        assertThat(object.object("c")).isEmpty();
        assertThat(object.texts("c")).containsExactly("x");
        assertThat(object.texts("missing")).isEmpty();
    }

    @Test
    void keepsTheOrderOfMembers() throws Exception {
        JsonObject object = READER.readObject(utf8("{\"z\":1,\"a\":2,\"m\":3}"));

        assertThat(object.members().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void readsAFileAndLeavesAForeignStreamOpen(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("x.json"), "{\"a\":1}");
        ClosingStream stream = new ClosingStream(utf8("[1]"));

        assertThat(READER.readObject(file).number("a")).hasValue(1);
        assertThat(READER.read(stream).asArray()).isPresent();
        assertThat(stream.closed).isFalse();
    }

    @Nested
    class Numbers {
        @Test
        void areWholeWhereTheirValueIs() {
            assertThat(new JsonNumber("1e3").asNumber()).hasValue(1_000);
            assertThat(new JsonNumber("-2.0").asNumber()).hasValue(-2);
            assertThat(new JsonNumber("2.5").asNumber()).isEmpty();
            assertThat(new JsonNumber("9223372036854775808").asNumber()).isEmpty();
        }

        @Test
        void withHugeExponentsCostNothing() throws Exception {
            JsonObject object = READER.readObject(utf8("{\"n\":1e999999999}"));

            assertThat(object.number("n")).isEmpty();
            assertThat(object.decimal("n")).isEmpty();
        }
    }

    @Nested
    class Malformed {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "{",
                    "[1,",
                    "{\"a\":}",
                    "{\"a\":1,}",
                    "[1] 2",
                    "{\"a\":1}{",
                    "nul",
                    "'a'",
                    "{a:1}",
                    "NaN",
                    "[01]",
                    "\"\u0001\"",
                    "{\"a\":1,\"a\":2}",
                    "// comment\n{}",
                    "<html></html>",
                    "\"open",
                    "[1}"
                })
        void documentsAreRefused(String document) {
            assertThatThrownBy(() -> READER.read(utf8(document))).isInstanceOf(MalformedJsonException.class);
        }

        @Test
        void documentsAreReportedByPositionAndNotByContent() {
            assertThatThrownBy(() -> READER.read(utf8("{\n  \"token\": hf_secret }")))
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessageContaining("line 2")
                    .hasMessageNotContaining("hf_secret")
                    .hasNoCause();
        }

        @Test
        void rootIsRefusedWhereAnObjectIsExpected() {
            assertThatThrownBy(() -> READER.readObject(utf8("[]"))).isInstanceOf(MalformedJsonException.class);
        }

        @Test
        void textIsRefusedWhereItIsNotUtf8() {
            byte[] document = {'"', (byte) 0xff, (byte) 0xc0, 'a', '"'};

            assertThatThrownBy(() -> READER.read(document)).isInstanceOf(MalformedJsonException.class);
        }
    }

    @Nested
    class Limits {
        @Test
        void holdForDepth() {
            String deep = "[".repeat(100_000);

            assertThatThrownBy(() -> READER.read(utf8(deep))).isInstanceOf(MalformedJsonException.class);
        }

        @Test
        void holdForTheNumberOfValues() {
            String many = "[" + "[],".repeat(300_000) + "[]]";

            assertThatThrownBy(() -> READER.read(utf8(many)))
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessageContaining("200000");
        }

        @Test
        void holdForAStreamWithoutEnd() {
            InputStream blanks = new EndlessStream((byte) ' ');

            assertThatThrownBy(() -> READER.read(blanks)).isInstanceOf(MalformedJsonException.class);
        }

        @Test
        void holdForOneLongString() {
            JsonReader small = JsonReader.within(new JsonLimits(1_000_000, 8, 100, 100));

            assertThatThrownBy(() -> small.read(utf8("\"" + "a".repeat(50_000) + "\"")))
                    .isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void answersDamageWithItsOwnExceptionOnly() throws IOException {
        byte[] document = utf8("{\"a\":[1,2.5,true,null,{\"b\":\"\\u00e9\\n\"}],\"c\":-1e-7}");
        Random random = new Random(20_261_123);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = document.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(damaged);
        }
        assertThat(READER.readObject(document).decimal("c")).hasValue(-1e-7);
    }

    private static void readOrRefuse(byte[] document) {
        try {
            JsonValue read = READER.read(document);
            assertThat(READER.read(JsonWriter.compact().bytes(read))).isEqualTo(read);
        } catch (MalformedJsonException expected) {
            assertThat(expected).hasMessageNotContaining(":[1");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class ClosingStream extends ByteArrayInputStream {
        private boolean closed;

        ClosingStream(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class EndlessStream extends InputStream {
        private final byte content;

        EndlessStream(byte content) {
            this.content = content;
        }

        @Override
        public int read() {
            return content;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            java.util.Arrays.fill(bytes, offset, offset + length, content);
            return length;
        }
    }
}
