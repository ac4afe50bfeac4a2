package dev.venom.runtime.spi.testkit;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import dev.venom.runtime.spi.runtime.SupervisorMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a supervisor is given by a host that keeps its memory in memory. {@link #successor()} is the host that
 * comes after it and remembers the same. Thread-safe.
 */
public final class SupervisorHost implements SupervisorContext, AutoCloseable {
    private final Settings settings;
    private final ProcessTable processes;
    private final Path logs;
    private final Map<String, Map<String, String>> memories;
    private final ExecutorService background = Executors.newCachedThreadPool(SupervisorHost::thread);

    private SupervisorHost(
            Settings settings, ProcessTable processes, Path logs, Map<String, Map<String, String>> memories) {
        this.settings = settings;
        this.processes = processes;
        this.logs = logs;
        this.memories = memories;
    }

    /**
     * A host that remembers nothing yet.
     *
     * @param settings its configuration
     * @param processes the processes of this machine
     * @param logs an existing directory for the output of runtimes
     * @return a host
     */
    public static SupervisorHost of(Settings settings, ProcessTable processes, Path logs) {
        return new SupervisorHost(settings, processes, logs, new ConcurrentHashMap<>());
    }

    /**
     * The host that comes after this one.
     *
     * @return another host with the same settings and memory
     */
    public SupervisorHost successor() {
        return new SupervisorHost(settings, processes, logs, memories);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public ProcessTable processes() {
        return processes;
    }

    @Override
    public SupervisorMemory memory(String runtime) {
        return new SupervisorMemory() {
            @Override
            public Map<String, String> recall() {
                return memories.getOrDefault(runtime, Map.of());
            }

            @Override
            public void remember(Map<String, String> facts) {
                memories.put(runtime, Map.copyOf(facts));
            }

            @Override
            public boolean replace(Map<String, String> expected, Map<String, String> facts) {
                memories.putIfAbsent(runtime, Map.of());
                return memories.replace(runtime, expected, Map.copyOf(facts));
            }
        };
    }

    @Override
    public Path logFile(String runtime) {
        return logs.resolve(runtime + ".log");
    }

    @Override
    public Executor background() {
        return background;
    }

    /** Ends its threads, and nothing else. */
    @Override
    public void close() {
        background.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "venom-test-host");
        thread.setDaemon(true);
        return thread;
    }
}
