package dev.venom.runtime.api.runtime;

import java.util.List;

/** What a runtime made of a prompt. Immutable. */
public sealed interface Sample {
    /**
     * A text that goes on from the prompt.
     *
     * @param text how the prompt goes on
     */
    record Text(String text) implements Sample {}

    /**
     * The prompt as numbers, of a model that makes embeddings.
     *
     * @param values the numbers
     */
    record Embedding(List<Double> values) implements Sample {
        /** Copies the list. */
        public Embedding {
            values = List.copyOf(values);
        }
    }
}
