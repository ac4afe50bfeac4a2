package dev.venom.runtime.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsReaderTest {
    private static final SafetensorsReader READER = new SafetensorsReader(new PackedWeights(QuantizationScheme.NONE));

    @Test
    void countsParametersByType() throws Exception {
        byte[] file = new SafetensorsBytes()
                .raw("\"__metadata__\":{\"format\":\"pt\"}")
                .tensor("a", "BF16", "[4,8]", 64)
                .tensor("b", "F32", "[]", 4)
                .tensor("c", "BF16", "[0]", 0)
                .tensor("d", "F4", "[3]", 2)
                .tensor("e", "NEW_TYPE", "[7]", 5)
                .build();

        SafetensorsHeader header = READER.read(MemoryFile.of("m.safetensors", file));

        assertThat(header.parametersByType()).isEqualTo(Map.of("BF16", 32L, "F32", 1L, "F4", 3L, "NEW_TYPE", 7L));
        assertThat(header.tensorBytes()).isEqualTo(75);
    }

    @Test
    void readsASmallHeaderInOneRequest() throws Exception {
        MemoryFile file = new MemoryFile(
                new SafetensorsBytes().tensor("a", "F32", "[100000]", 400_000).build());

        READER.read(file.named("m.safetensors"));

        assertThat(file.reads()).isEqualTo(1);
        assertThat(file.fetchedBytes()).isEqualTo(100_000);
    }

    @Test
    void readsALongHeaderInTwoRequestsAndNothingOfTheData() throws Exception {
        SafetensorsBytes tensors = new SafetensorsBytes();
        for (int index = 0; index < 5_000; index++) {
            tensors.tensor("model.layers." + index + ".weight", "F32", "[100]", 400);
        }
        byte[] content = tensors.build();
        MemoryFile file = new MemoryFile(content);

        SafetensorsHeader header = READER.read(file.named("m.safetensors"));

        assertThat(header.parametersByType()).containsEntry("F32", 500_000L);
        assertThat(file.reads()).isEqualTo(2);
        assertThat(file.fetchedBytes()).isEqualTo(content.length - header.tensorBytes());
    }

    @Nested
    class Refuses {
        @ParameterizedTest
        @ValueSource(longs = {0, 1, 25_000_001, 100_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, -1})
        void lengthsThatCannotBe(long length) {
            MemoryFile file =
                    new MemoryFile(SafetensorsBytes.withLength(length, "{}".getBytes(StandardCharsets.UTF_8), 0));

            assertThatThrownBy(() -> READER.read(file.named("m.safetensors", 200_000_000_000L)))
                    .isInstanceOf(IOException.class);
            assertThat(file.longestRead()).isLessThanOrEqualTo(100_000);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2305843009213693952],\"data_offsets\":[0,8]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9223372036854775807]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}",
                    "{\"a\":{\"dtype\":7,\"shape\":[2],\"data_offsets\":[0,8]}}",
                    "{\"a\":[]}",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},"
                            + "\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},"
                            + "\"b\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}",
                    "{\"a\":[[[[[[[[[[[[[[]]]]]]]]]]]]]]}",
                    "[]",
                    "{}",
                    "not json"
                })
        void tensorsThatCannotBe(String header) {
            byte[] file = SafetensorsBytes.withHeader(header, 8);

            assertThatThrownBy(() -> READER.read(MemoryFile.of("m.safetensors", file)))
                    .isInstanceOf(IOException.class);
        }

        @Test
        void aTruncatedFile() {
            byte[] content =
                    new SafetensorsBytes().tensor("a", "F32", "[100]", 400).build();

            assertThatThrownBy(() -> READER.read(new MemoryFile(content).named("m.safetensors", content.length - 1)))
                    .isInstanceOf(MalformedModelException.class);
            assertThatThrownBy(() -> READER.read(new MemoryFile(content).named("m.safetensors", content.length + 1)))
                    .isInstanceOf(MalformedModelException.class);
        }

        @Test
        void damageOfAnyKindWithItsOwnExceptionOnly() {
            byte[] content = new SafetensorsBytes()
                    .raw("\"__metadata__\":{\"format\":\"pt\"}")
                    .tensor("a", "BF16", "[4,8]", 64)
                    .tensor("b", "F32", "[2]", 8)
                    .build();
            Random random = new Random(20_261_124);
            for (int round = 0; round < 20_000; round++) {
                byte[] damaged = content.clone();
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                new HeaderReads().header(READER::read, MemoryFile.of("m.safetensors", damaged));
            }
        }
    }
}
