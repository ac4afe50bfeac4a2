package dev.venom.runtime.api.runtime;

import java.util.List;
import java.util.Optional;

/**
 * What a runtime made of a prompt: a text that goes on from it, or its embedding. Immutable.
 *
 * @param text how the prompt goes on; empty where the model makes embeddings
 * @param embedding the prompt as numbers; empty where the model makes text
 */
public record Sample(Optional<String> text, List<Double> embedding) {
    /** Copies the list. */
    public Sample {
        embedding = List.copyOf(embedding);
    }

    /**
     * A text.
     *
     * @param text how the prompt goes on
     * @return the sample
     */
    public static Sample ofText(String text) {
        return new Sample(Optional.of(text), List.of());
    }

    /**
     * An embedding.
     *
     * @param values its numbers
     * @return the sample
     */
    public static Sample ofEmbedding(List<Double> values) {
        return new Sample(Optional.empty(), values);
    }
}
