package dev.venom.runtime.testbed.engine.model;

import java.util.function.Consumer;

/** Continues a text. */
public non-sealed interface TextEngine extends Engine {
    /**
     * Continues a text, piece by piece.
     *
     * @param prompt what comes before
     * @param maxTokens most tokens to produce
     * @param temperature how bold it is; 0 always takes the likeliest token
     * @param pieces receives the text as it comes
     * @return how many tokens were produced
     */
    int complete(String prompt, int maxTokens, float temperature, Consumer<String> pieces);
}
