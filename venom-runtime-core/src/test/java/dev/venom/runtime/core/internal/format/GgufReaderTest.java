package dev.venom.runtime.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.model.RelativePath;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufReaderTest {
    private static final GgufReader READER = new GgufReader();
    private static final int MIB = 1 << 20;

    @Test
    void readsMetadataAndCountsTensors() throws Exception {
        byte[] file = GgufBytes.llama()
                .texts("tokenizer.ggml.tokens", 100, "token")
                .halfTensor("a", 32, 4)
                .halfTensor("b", 16)
                .build();

        GgufHeader header = READER.read(MemoryFile.of("m.gguf", file));

        assertThat(header.architecture()).contains("llama");
        assertThat(header.quantization()).contains("Q4_K_M");
        assertThat(header.parameters()).hasValue(144);
        assertThat(header.contextLength()).hasValue(2_048);
        assertThat(header.license()).contains("apache-2.0");
    }

    @Test
    void readsVersionTwo() throws Exception {
        byte[] file = GgufBytes.llama().halfTensor("a", 8).build(2, 1, 4);

        assertThat(READER.read(MemoryFile.of("m.gguf", file)).parameters()).hasValue(8);
    }

    @Test
    void namesTheQuantizationByItsTensorsWhereTheFileTypeIsMissingOrUnset() throws Exception {
        byte[] missing = new GgufBytes().halfTensor("a", 8).build();
        byte[] unset = new GgufBytes()
                .number("general.file_type", 0)
                .halfTensor("a", 8)
                .build();
        byte[] guessed = new GgufBytes().number("general.file_type", 1_024 + 7).build();

        assertThat(READER.read(MemoryFile.of("m.gguf", missing)).quantization()).contains("F16");
        assertThat(READER.read(MemoryFile.of("m.gguf", unset)).quantization()).contains("F16");
        assertThat(READER.read(MemoryFile.of("m.gguf", guessed)).quantization()).contains("Q8_0");
    }

    @Test
    void findsAFileTypeBehindTheVocabulary() throws Exception {
        byte[] file = new GgufBytes()
                .text("general.architecture", "llama")
                .texts("tokenizer.ggml.tokens", 300_000, "a token")
                .number("general.file_type", 17)
                .build();

        assertThat(READER.read(MemoryFile.of("m.gguf", file)).quantization()).contains("Q5_K_M");
    }

    @Test
    void stopsBeforeTheVocabularyWhereNothingMoreIsNeeded() throws Exception {
        MemoryFile file = new MemoryFile(GgufBytes.llama()
                .longNumber("general.parameter_count", 7_000_000_000L)
                .texts("tokenizer.ggml.tokens", 300_000, "a token")
                .build());

        assertThat(READER.read(file.named("m.gguf")).parameters()).hasValue(7_000_000_000L);
        assertThat(file.reads()).isEqualTo(1);
        assertThat(file.fetchedBytes()).isEqualTo(MIB);
    }

    @Test
    void readsALongVocabularyInFewGrowingRequests() throws Exception {
        MemoryFile file = new MemoryFile(GgufBytes.llama()
                .texts("tokenizer.ggml.tokens", 700_000, "a token")
                .halfTensor("a", 16)
                .build());

        assertThat(READER.read(file.named("m.gguf")).parameters()).hasValue(16);
        assertThat(file.reads()).isEqualTo(3);
    }

    @Test
    void doesNotFetchListsOfNumbers() throws Exception {
        MemoryFile file = new MemoryFile(GgufBytes.llama()
                .numbers("tokenizer.ggml.scores", 3 * MIB)
                .halfTensor("a", 16)
                .build());

        assertThat(READER.read(file.named("m.gguf")).parameters()).hasValue(16);
        assertThat(file.fetchedBytes()).isLessThan(2 * MIB);
    }

    @Test
    void leavesOutNamesThatCannotBeShown() throws Exception {
        byte[] file = new GgufBytes()
                .text("general.architecture", "lla\u001b[31mma")
                .text("general.license", "x".repeat(5_000))
                .build();

        GgufHeader header = READER.read(MemoryFile.of("m.gguf", file));

        assertThat(header.architecture()).isEmpty();
        assertThat(header.license()).isEmpty();
    }

    @Nested
    class Refuses {
        @Test
        void bigEndianFilesAndOtherVersions() {
            GgufBytes bytes = GgufBytes.llama();

            assertThatThrownBy(() -> read(bytes.build(Integer.reverseBytes(3), 0, 4)))
                    .hasMessageContaining("big-endian");
            assertThatThrownBy(() -> read(bytes.build(1, 0, 4))).isInstanceOf(MalformedModelException.class);
            assertThatThrownBy(() -> read(bytes.build(4, 0, 4))).isInstanceOf(MalformedModelException.class);
            assertThatThrownBy(() -> read(new byte[100])).isInstanceOf(MalformedModelException.class);
        }

        @ParameterizedTest
        @ValueSource(longs = {1_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
        void countsThatTheFileCannotHold(long count) {
            assertThatThrownBy(() -> read(GgufBytes.llama().build(3, count, 4)))
                    .isInstanceOf(MalformedModelException.class);
            assertThatThrownBy(() -> read(GgufBytes.llama().build(3, 0, count)))
                    .isInstanceOf(MalformedModelException.class);
        }

        @ParameterizedTest
        @ValueSource(longs = {1_000, Integer.MAX_VALUE, Long.MAX_VALUE / 4, Long.MAX_VALUE, -1})
        void lengthsBeyondTheFile(long length) {
            byte[] text = GgufBytes.little(8).putLong(length).array();
            byte[] list = GgufBytes.little(12)
                    .putInt(GgufBytes.UINT64)
                    .putLong(length)
                    .array();
            byte[] texts = GgufBytes.little(12)
                    .putInt(GgufBytes.STRING)
                    .putLong(length)
                    .array();

            assertThatThrownBy(() -> read(
                            new GgufBytes().entry("x", GgufBytes.STRING, text).build()))
                    .isInstanceOf(MalformedModelException.class);
            assertThatThrownBy(() -> read(
                            new GgufBytes().entry("x", GgufBytes.ARRAY, list).build()))
                    .isInstanceOf(MalformedModelException.class);
            assertThatThrownBy(() -> read(
                            new GgufBytes().entry("x", GgufBytes.ARRAY, texts).build()))
                    .isInstanceOf(MalformedModelException.class);
        }

        @Test
        void deeplyNestedLists() {
            byte[] nested = new byte[12 * 50];
            for (int at = 0; at < nested.length; at += 12) {
                System.arraycopy(
                        GgufBytes.little(12).putInt(GgufBytes.ARRAY).putLong(1).array(), 0, nested, at, 12);
            }

            assertThatThrownBy(() -> read(
                            new GgufBytes().entry("x", GgufBytes.ARRAY, nested).build()))
                    .isInstanceOf(MalformedModelException.class);
        }

        @Test
        void keysNamedTwice() {
            assertThatThrownBy(() -> read(
                            GgufBytes.llama().number("general.file_type", 2).build()))
                    .isInstanceOf(MalformedModelException.class);
        }

        @Test
        void shapesAndOffsetsThatOverflow() {
            assertThatThrownBy(() -> read(new GgufBytes()
                            .tensor("a", 0, 0, 1L << 40, 1L << 40)
                            .build()))
                    .isInstanceOf(MalformedModelException.class);
            assertThatThrownBy(() -> read(
                            new GgufBytes().tensor("a", 0, Long.MAX_VALUE, 8).build()))
                    .isInstanceOf(MalformedModelException.class);
            assertThatThrownBy(() -> read(
                            new GgufBytes().tensor("a", 0, 0, Long.MAX_VALUE).build()))
                    .isInstanceOf(MalformedModelException.class);
        }

        @Test
        void aTruncatedFile() {
            byte[] content = GgufBytes.llama().halfTensor("a", 1_024).build();

            assertThatThrownBy(() -> READER.read(new MemoryFile(content).named("m.gguf", content.length - 64)))
                    .isInstanceOf(MalformedModelException.class);
        }

        @Test
        void aHeaderWithoutEnd() {
            byte[] start = new GgufBytes().build(3, 0, 1L << 32);
            RangeReader endless = (offset, length) -> offset == 0 ? Arrays.copyOf(start, length) : new byte[length];
            InspectableFile file = new InspectableFile(RelativePath.of("m.gguf"), 1L << 40, endless);

            assertThatThrownBy(() -> READER.read(file))
                    .isInstanceOf(MalformedModelException.class)
                    .hasMessageContaining("too long");
        }

        @Test
        void damageOfAnyKindWithItsOwnExceptionOnly() {
            byte[] content = GgufBytes.llama()
                    .texts("tokenizer.ggml.tokens", 3, "ab")
                    .numbers("tokenizer.ggml.scores", 3)
                    .halfTensor("a", 4, 2)
                    .build();
            Random random = new Random(20_261_125);
            for (int round = 0; round < 50_000; round++) {
                byte[] damaged = content.clone();
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                new HeaderReads().header(READER::read, MemoryFile.of("m.gguf", damaged));
            }
        }

        private GgufHeader read(byte[] content) throws IOException {
            return READER.read(MemoryFile.of("m.gguf", content));
        }
    }
}
