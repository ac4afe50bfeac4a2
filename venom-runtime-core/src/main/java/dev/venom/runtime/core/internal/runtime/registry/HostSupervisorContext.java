package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import dev.venom.runtime.spi.runtime.SupervisorMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What one supervisor is given to work with. Immutable.
 *
 * @param supervisor its id: each remembers for itself
 * @param host what all of them share
 */
record HostSupervisorContext(String supervisor, HostContext host) implements SupervisorContext {
    /** The same for one runtime, whose memory tells what others have written. */
    SupervisorContext with(TrackedMemory own) {
        return new ForOneRuntime(this, own);
    }

    @Override
    public Settings settings() {
        return host.settings();
    }

    @Override
    public Clock clock() {
        return host.clock();
    }

    @Override
    public ProcessTable processes() {
        return host.processes();
    }

    @Override
    public FileMemory memory(String runtime) {
        return new FileMemory(host.files(), supervisor, runtime);
    }

    @Override
    public Path logFile(String runtime) {
        return host.logs().file(runtime);
    }

    @Override
    public Executor background() {
        return host.background();
    }

    private record ForOneRuntime(HostSupervisorContext all, TrackedMemory own) implements SupervisorContext {
        @Override
        public Settings settings() {
            return all.settings();
        }

        @Override
        public Clock clock() {
            return all.clock();
        }

        @Override
        public ProcessTable processes() {
            return all.processes();
        }

        @Override
        public SupervisorMemory memory(String runtime) {
            return own.isOf(runtime) ? own : all.memory(runtime);
        }

        @Override
        public Path logFile(String runtime) {
            return all.logFile(runtime);
        }

        @Override
        public Executor background() {
            return all.background();
        }
    }
}
