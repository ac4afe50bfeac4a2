package dev.venom.runtime.testbed.vllm.engine;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes behind a server: an engine, and a worker below it. They do nothing, but they can be seen, stopped,
 * frozen and left behind, as vLLM's can. Thread-safe.
 */
public final class EngineProcesses {
    /** Titled as vLLM's are; the engine ends when its worker does, the worker lives on when its engine is killed. */
    private static final String SCRIPT = "exec -a \"$1\" bash -c '(exec -a \"$1\" sleep 2147483) & worker=$!;"
            + " trap \"kill -TERM $worker 2>/dev/null; exit 0\" TERM; wait $worker' \"$1\" \"$2\"";

    private static final long LOOK_MILLIS = 10;

    private final Optional<Process> engine;
    /** Once the engine is gone nobody can tell whose its worker was. */
    private volatile List<ProcessHandle> workers = List.of();

    private EngineProcesses(Optional<Process> engine) {
        this.engine = engine;
        engine.ifPresent(process -> {
            Thread look = new Thread(() -> rememberWorkers(process), "fake-vllm-workers");
            look.setDaemon(true);
            look.start();
        });
    }

    /**
     * Starts the processes.
     *
     * @param prefix first part of their titles, {@code VLLM} by default
     * @return the processes
     */
    public static EngineProcesses start(String prefix) {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", SCRIPT, "engine", prefix + "::EngineCore", prefix + "::Worker");
        builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        try {
            return new EngineProcesses(Optional.of(builder.start()));
        } catch (IOException noShell) {
            throw new IllegalStateException("The engine's process can't be started", noShell);
        }
    }

    /**
     * No processes at all.
     *
     * @return an engine within the server
     */
    public static EngineProcesses none() {
        return new EngineProcesses(Optional.empty());
    }

    /**
     * The engine's process.
     *
     * @return its number; the server's own where there is none
     */
    public long pid() {
        return engine.map(Process::pid).orElse(ProcessHandle.current().pid());
    }

    /**
     * Calls somebody when the engine has ended.
     *
     * @param action what to do
     */
    public void onEnd(Runnable action) {
        engine.ifPresent(process -> process.onExit().thenRun(action));
    }

    /**
     * Whether the engine was stopped by a signal and does not work.
     *
     * @return true in the state {@code T}
     */
    public boolean isFrozen() {
        return engine.filter(process -> state(process.pid()) == 'T').isPresent();
    }

    /** Ends the engine and its worker. */
    public void end() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroy);
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends the engine and forgets its worker, which lives on. */
    public void orphanWorker() {
        engine.ifPresent(Process::destroyForcibly);
    }

    private List<ProcessHandle> all() {
        return engine.map(process -> Stream.of(workers.stream(), process.descendants(), Stream.of(process.toHandle()))
                        .flatMap(handles -> handles)
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    private void rememberWorkers(Process process) {
        while (process.isAlive() && workers.isEmpty()) {
            workers = process.descendants().toList();
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return 'X';
        }
    }
}
