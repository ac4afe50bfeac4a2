package dev.venom.runtime.testbed.engine.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How busy the engine is, under the names that llama.cpp's own server gives these figures. Thread-safe. */
final class Load {
    private final AtomicInteger processing = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong tokens = new AtomicLong();

    void waits() {
        waiting.incrementAndGet();
    }

    void begins() {
        waiting.decrementAndGet();
        processing.incrementAndGet();
    }

    void ends() {
        processing.decrementAndGet();
    }

    void produced(int count) {
        tokens.addAndGet(count);
    }

    String metrics() {
        return """
                # TYPE llamacpp:requests_processing gauge
                llamacpp:requests_processing %d
                # TYPE llamacpp:requests_deferred gauge
                llamacpp:requests_deferred %d
                # TYPE llamacpp:tokens_predicted_total counter
                llamacpp:tokens_predicted_total %d
                """.formatted(processing.get(), waiting.get(), tokens.get());
    }
}
