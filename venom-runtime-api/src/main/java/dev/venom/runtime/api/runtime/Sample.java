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

    /**
     * How well other texts fit the prompt, or to which classes it belongs, of a model that ranks or classifies.
     *
     * @param values one for each text or class, in the order of the answer
     */
    record Scores(List<Score> values) implements Sample {
        /** Copies the list. */
        public Scores {
            values = List.copyOf(values);
        }
    }

    /**
     * One score.
     *
     * @param label the text or the class that it is for; blank where it has no name
     * @param value the score, in the model's own measure
     */
    record Score(String label, double value) {}
}
