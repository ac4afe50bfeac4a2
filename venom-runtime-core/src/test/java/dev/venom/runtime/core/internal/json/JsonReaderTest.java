package dev.venom.runtime.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final JsonReader READER = JsonReader.within(JsonLimits.FOREIGN);

    @Test
    void readsEveryKindOfMember() throws Exception {
        String document = """
            {"model":"gemma \\u00e9","size":9223372036854775807,"ratio":0.5,"ok":true,
             "hardware":{"device":"gpu"},"files":[{"path":"a"},3],"gone":null}
            """;

        JsonNode object = READER.readObject(utf8(document));

        assertThat(Json.text(object.path("model"))).contains("gemma \u00e9");
        assertThat(Json.number(object.path("size"))).hasValue(Long.MAX_VALUE);
        assertThat(Json.decimal(object.path("ratio"))).hasValue(0.5);
        assertThat(Json.flag(object.path("ok"))).contains(true);
        assertThat(Json.text(object.path("hardware").path("device"))).contains("gpu");
        assertThat(Json.objects(object.path("files"))).hasSize(1);
        assertThat(Json.elements(object.path("files"))).hasSize(2);
        assertThat(Json.text(object.path("gone"))).isEmpty();
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
            assertThat(Json.text(LIKE_PYTHON.readObject(utf8(document)).path("a")))
                    .contains("text");
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
        void tellsTheEncodingByTheFirstBytes(String charset) throws Exception {
            byte[] document = "{\"a\":\"t\u00e9xt\"}".getBytes(charset);

            assertThat(Json.text(LIKE_PYTHON.readObject(document).path("a"))).contains("t\u00e9xt");
        }

        @Test
        void takesNoNumberWhereThereIsNone() throws Exception {
            JsonNode object = LIKE_PYTHON.readObject(utf8("{\"a\":NaN,\"b\":" + "9".repeat(5_000) + "}"));

            assertThat(Json.number(object.path("a"))).isEmpty();
            assertThat(Json.decimal(object.path("a"))).isEmpty();
            assertThat(Json.number(object.path("b"))).isEmpty();
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
        JsonNode object = READER.readObject(utf8("{\"a\":\"text\",\"b\":1,\"c\":[1,\"x\"]}"));

        assertThat(Json.number(object.path("a"))).isEmpty();
        assertThat(Json.text(object.path("b"))).isEmpty();
        assertThat(Json.flag(object.path("b"))).isEmpty();
        assertThat(Json.object(object.path("c"))).isEmpty();
        assertThat(Json.texts(object.path("c"))).containsExactly("x");
        assertThat(Json.texts(object.path("missing"))).isEmpty();
    }

    @Test
    void keepsTheOrderOfMembers() throws Exception {
        JsonNode object = READER.readObject(utf8("{\"z\":1,\"a\":2,\"m\":3}"));

        assertThat(object.fieldNames()).toIterable().containsExactly("z", "a", "m");
    }

    @Test
    void readsAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("x.json"), "{\"a\":1}");

        assertThat(Json.number(READER.readObject(file).path("a"))).hasValue(1);
    }

    @Test
    void readsALargeObjectMemberByMember() throws Exception {
        List<String> members = new ArrayList<>();

        READER.readMembers(stream("{\"a\":{\"x\":1},\"passed\":[{}],\"b\":2}"), collecting(members));

        assertThat(members).containsExactly("a={\"x\":1}", "b=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1} 2",
                "{\"a\":1",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":\"\ud800"
            })
    void refusesALargeObjectThatIsNone(String document) {
        assertThatThrownBy(() -> READER.readMembers(stream(document), collecting(new ArrayList<>())))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void handsOnWhatAStreamFailsWith() {
        InputStream broken = new SequenceInputStream(stream("{\"a\":"), new BrokenStream());

        assertThatThrownBy(() -> READER.readMembers(broken, collecting(new ArrayList<>())))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(MalformedJsonException.class)
                .hasMessage("the disk is gone");
    }

    @Nested
    class Numbers {
        @ParameterizedTest
        @CsvSource({"1e3, 1000", "-2.0, -2", "-0, 0", "9007199254740992.0, 9007199254740992"})
        void areWholeWhereTheirValueIs(String number, long value) throws Exception {
            assertThat(Json.number(READER.read(utf8(number)))).hasValue(value);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2.5", "9223372036854775808", "1e19", "\"1\"", "true", "null", "[1]"})
        void areNoneWhereTheirValueIsNotWhole(String document) throws Exception {
            assertThat(Json.number(READER.read(utf8(document)))).isEmpty();
        }

        @Test
        void withHugeExponentsCostNothing() throws Exception {
            JsonNode object = READER.readObject(utf8("{\"n\":1e999999999}"));

            assertThat(Json.number(object.path("n"))).isEmpty();
            assertThat(Json.decimal(object.path("n"))).isEmpty();
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

            assertThatThrownBy(() -> READER.readMembers(blanks, collecting(new ArrayList<>())))
                    .isInstanceOf(MalformedJsonException.class);
        }

        @Test
        void holdForTheLengthOfADocument(@TempDir Path directory) throws Exception {
            JsonReader small = JsonReader.within(new JsonLimits(10, 8, 100, 100));
            Path file = Files.writeString(directory.resolve("x.json"), "{\"a\":1    }");

            assertThatThrownBy(() -> small.readObject(file))
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessage("The document has more than 10 bytes");
            assertThat(small.readObject(Files.writeString(file, "{\"a\":1   }")))
                    .hasSize(1);
        }

        @Test
        void letADocumentBeExactlyAsDeepAsIsSaid() throws Exception {
            JsonReader flat = JsonReader.likePython(new JsonLimits(1_000, 3, 100, 100));

            assertThat(flat.read(utf8("[[[]]]"))).hasSize(1);
            assertThatThrownBy(() -> flat.read(utf8("[[[[]]]]"))).isInstanceOf(MalformedJsonException.class);
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
        assertThat(Json.decimal(READER.readObject(document).path("c"))).hasValue(-1e-7);
    }

    private static void readOrRefuse(byte[] document) {
        try {
            JsonNode read = READER.read(document);
            assertThat(READER.read(JsonWriter.compact(read))).isEqualTo(read);
        } catch (MalformedJsonException expected) {
            assertThat(expected).hasMessageNotContaining(":[1");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InputStream stream(String document) {
        return new ByteArrayInputStream(utf8(document));
    }

    private static JsonMembers collecting(List<String> members) {
        return new JsonMembers() {
            @Override
            public boolean wants(String name) {
                return !name.equals("passed");
            }

            @Override
            public void member(String name, JsonNode value) {
                members.add(name + "=" + new String(JsonWriter.compact(value), StandardCharsets.UTF_8));
            }
        };
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the disk is gone");
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
