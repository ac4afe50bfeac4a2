package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
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
     * The processes of this host.
     *
     * @return the table
     */
    ProcessTable processes();

    /**
     * What the supervisor remembers of a runtime, such as the identity of the process it started.
     *
     * @param runtime id of the runtime
     * @return its memory
     */
    SupervisorMemory memory(String runtime);

    /**
     * Where a runtime's output goes. The core rotates the file by copying and truncating it: writers append.
     *
     * @param runtime id of the runtime
     * @return {@code <id>.log} in the directory of logs, which may not exist yet
     */
    Path logFile(String runtime);

    /**
     * Threads for watching; they belong to the library and end with it.
     *
     * @return an executor
     */
    Executor background();
}
