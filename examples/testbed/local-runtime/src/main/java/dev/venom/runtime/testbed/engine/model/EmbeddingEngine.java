package dev.venom.runtime.testbed.engine.model;

/** Turns a text into a vector, so that texts of like meaning lie close together. */
public non-sealed interface EmbeddingEngine extends Engine {
    /**
     * Embeds a text.
     *
     * @param text the text
     * @return a vector of length one
     */
    float[] embed(String text);
}
