package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.spi.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;

/** What a supervisor is given to work with. Thread-safe. */
public interface SupervisorContext {
    /**
     * The host's configuration.
     *
     * @return settings
     */
    Settings settings();

    /**
     * The time.
     *
     * @return the host's clock
     */
    Clock clock();

    /**
     * Where a supervisor keeps the identity of what it started, one file for each runtime.
     *
     * @return an existing directory
     */
    Path stateDirectory();

    /**
     * Threads for watching; they belong to the library and end with it.
     *
     * @return an executor
     */
    Executor background();
}
