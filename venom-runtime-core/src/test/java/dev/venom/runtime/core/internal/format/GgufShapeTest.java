package dev.venom.runtime.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.TransformerShape;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GgufShapeTest {
    private static final GgufReader READER = new GgufReader();

    @Test
    void dividesTheWidthByTheHeadsWhereNoneIsDeclared() throws Exception {
        GgufBytes file = GgufBytes.llama()
                .number("llama.block_count", 32)
                .number("llama.embedding_length", 4_096)
                .number("llama.attention.head_count", 32)
                .number("llama.attention.head_count_kv", 8);

        assertThat(shape(file))
                .contains(new TransformerShape(32, 32, 8, 128, 128, OptionalInt.empty(), OptionalLong.empty(), false));
    }

    @Test
    void keepsOneHeadForEachThatAsksWhereTheFileDoesNotSay() throws Exception {
        GgufBytes file = GgufBytes.llama()
                .number("llama.block_count", 2)
                .number("llama.embedding_length", 64)
                .number("llama.attention.head_count", 4);

        assertThat(shape(file)).map(TransformerShape::keyValueHeads).contains(4);
    }

    @Test
    void believesDeclaredWidthsAndWindows() throws Exception {
        GgufBytes file = new GgufBytes()
                .text("general.architecture", "gemma3")
                .number("gemma3.block_count", 18)
                .number("gemma3.embedding_length", 640)
                .number("gemma3.attention.head_count", 4)
                .number("gemma3.attention.head_count_kv", 1)
                .number("gemma3.attention.key_length", 256)
                .number("gemma3.attention.value_length", 192)
                .number("gemma3.attention.sliding_window", 512);

        assertThat(shape(file))
                .contains(new TransformerShape(18, 4, 1, 256, 192, OptionalInt.empty(), OptionalLong.of(512), false));
    }

    @Test
    void countsOnlyLayersThatKeepHeads() throws Exception {
        GgufBytes file = new GgufBytes()
                .text("general.architecture", "jamba")
                .number("jamba.block_count", 4)
                .number("jamba.embedding_length", 256)
                .number("jamba.attention.head_count", 8)
                .list("jamba.attention.head_count_kv", 0, 2, 0, 4);

        assertThat(shape(file)).hasValueSatisfying(shape -> {
            assertThat(shape.layers()).isEqualTo(2);
            assertThat(shape.keyValueHeads()).isEqualTo(4);
        });
    }

    @Test
    void knowsLatentAttention() throws Exception {
        GgufBytes file = new GgufBytes()
                .text("general.architecture", "deepseek2")
                .number("deepseek2.block_count", 27)
                .number("deepseek2.embedding_length", 2_048)
                .number("deepseek2.attention.head_count", 16)
                .number("deepseek2.attention.kv_lora_rank", 512)
                .number("deepseek2.rope.dimension_count", 64);

        assertThat(shape(file)).map(TransformerShape::latentWidth).contains(OptionalInt.of(576));
    }

    @Test
    void tellsEmbeddingModelsByTheirPooling() throws Exception {
        GgufBytes file = new GgufBytes()
                .text("general.architecture", "bert")
                .number("bert.block_count", 6)
                .number("bert.embedding_length", 384)
                .number("bert.attention.head_count", 12)
                .number("bert.pooling_type", 1);

        assertThat(shape(file)).map(TransformerShape::embedding).contains(true);
    }

    @Test
    void saysNothingWhereAMeasureIsMissingOrImpossible() throws Exception {
        GgufBytes none = GgufBytes.llama().number("llama.block_count", 32);
        GgufBytes impossible = GgufBytes.llama()
                .number("llama.block_count", 2_000_000_000)
                .number("llama.embedding_length", 64)
                .number("llama.attention.head_count", 4);

        assertThat(shape(none)).isEmpty();
        assertThat(shape(impossible)).isEmpty();
    }

    @Test
    void readsMeasuresThatFollowWhatADescriptionNeeds() throws Exception {
        GgufBytes file = GgufBytes.llama()
                .longNumber("general.parameter_count", 7_000_000_000L)
                .number("llama.block_count", 2)
                .number("llama.embedding_length", 64)
                .number("llama.attention.head_count", 4)
                .texts("tokenizer.ggml.tokens", 300_000, "a token");

        assertThat(shape(file)).isPresent();
    }

    private static Optional<TransformerShape> shape(GgufBytes file) throws IOException {
        return READER.read(MemoryFile.of("m.gguf", file.build())).shape();
    }
}
