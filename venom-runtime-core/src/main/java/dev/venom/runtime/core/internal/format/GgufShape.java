package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.TransformerShape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The measures of a transformer from the metadata of a GGUF file. Counts that differ from layer to layer are lists
 * there: the largest is taken, and layers that keep no heads are not counted. Immutable.
 *
 * @param metadata the entries read
 */
record GgufShape(GgufMetadata metadata) {
    /** What follows the architecture's name in the keys that decide the measures. */
    static final Set<String> KEYS = Set.of(
            "block_count",
            "embedding_length",
            "attention.head_count",
            "attention.head_count_kv",
            "attention.key_length",
            "attention.value_length",
            "attention.sliding_window",
            "attention.kv_lora_rank",
            "rope.dimension_count",
            "pooling_type");

    private static final long MOST_LAYERS = 100_000;

    Optional<TransformerShape> shape() {
        OptionalLong heads = metadata.ofArchitecture("attention.head_count");
        OptionalLong layers = layers();
        OptionalLong headWidth = headWidth(heads);
        OptionalLong keyWidth = or(metadata.ofArchitecture("attention.key_length"), headWidth);
        OptionalLong valueWidth = or(metadata.ofArchitecture("attention.value_length"), headWidth);
        boolean isKnown = List.of(heads, layers, keyWidth, valueWidth).stream()
                .allMatch(measure -> measure.isPresent() && measure.getAsLong() <= Integer.MAX_VALUE);
        if (!isKnown) {
            return Optional.empty();
        }
        return Optional.of(new TransformerShape(
                (int) layers.getAsLong(),
                (int) heads.getAsLong(),
                (int) keyValueHeads(heads.getAsLong()),
                (int) keyWidth.getAsLong(),
                (int) valueWidth.getAsLong(),
                latentWidth(),
                metadata.ofArchitecture("attention.sliding_window"),
                metadata.has("pooling_type")));
    }

    private OptionalLong layers() {
        OptionalLong withHeads = metadata.countOfArchitecture("attention.head_count_kv");
        OptionalLong layers = or(withHeads, metadata.ofArchitecture("block_count"));
        return layers.isPresent() && layers.getAsLong() > MOST_LAYERS ? OptionalLong.empty() : layers;
    }

    private long keyValueHeads(long heads) {
        return Math.min(metadata.ofArchitecture("attention.head_count_kv").orElse(heads), Integer.MAX_VALUE);
    }

    private OptionalLong headWidth(OptionalLong heads) {
        OptionalLong width = metadata.ofArchitecture("embedding_length");
        return heads.isPresent() && width.isPresent()
                ? PositiveNumber.of(OptionalLong.of(width.getAsLong() / heads.getAsLong()))
                : OptionalLong.empty();
    }

    /** Multi-head latent attention keeps one compressed vector a token, and the part of the key that turns. */
    private OptionalInt latentWidth() {
        OptionalLong rank = metadata.ofArchitecture("attention.kv_lora_rank");
        if (rank.isEmpty()) {
            return OptionalInt.empty();
        }
        long width = rank.getAsLong()
                + metadata.ofArchitecture("rope.dimension_count").orElse(0);
        return width <= Integer.MAX_VALUE ? OptionalInt.of((int) width) : OptionalInt.empty();
    }

    private static OptionalLong or(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? one : other;
    }
}
