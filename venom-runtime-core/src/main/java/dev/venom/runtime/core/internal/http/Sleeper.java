package dev.venom.runtime.core.internal.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How a wait passes, so that a test needs no real time. */
@FunctionalInterface
public interface Sleeper {
    /** Waits on the calling thread; an interrupt ends the wait. */
    void sleep(Duration time) throws InterruptedException;

    /** Real time. */
    static Sleeper realTime() {
        return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
