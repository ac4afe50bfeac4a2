package dev.venom.runtime.testbed.engine.model;

/** A loaded model. Calls are made one at a time. */
public sealed interface Engine extends AutoCloseable permits TextEngine, EmbeddingEngine {
    @Override
    void close();
}
