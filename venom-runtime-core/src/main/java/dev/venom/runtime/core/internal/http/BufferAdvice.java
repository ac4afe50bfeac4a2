package dev.venom.runtime.core.internal.http;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people about the one JVM property that makes downloads several times cheaper. Thread-safe. */
final class BufferAdvice {
    private static final Logger log = LoggerFactory.getLogger(BufferAdvice.class);
    private static final String PROPERTY = "jdk.httpclient.bufsize";

    private final AtomicBoolean given = new AtomicBoolean();

    void give() {
        // Read by the JDK once, when its client is loaded: too late for a library to set, and not its own to
        if (System.getProperty(PROPERTY) == null && given.compareAndSet(false, true)) {
            log.info("downloads would be faster with a larger receive buffer property=-D{}=262144", PROPERTY);
        }
    }
}
