package dev.venom.runtime.testbed.hub.repository;

/**
 * What the Hub tells of a GGUF file.
 *
 * @param parameters how many the model has
 * @param architecture such as {@code llama}
 * @param contextLength in tokens
 */
public record GgufFacts(long parameters, String architecture, long contextLength) {}
