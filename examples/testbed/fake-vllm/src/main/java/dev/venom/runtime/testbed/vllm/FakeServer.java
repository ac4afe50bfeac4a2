package dev.venom.runtime.testbed.vllm;

import dev.venom.runtime.testbed.vllm.engine.Engine;
import dev.venom.runtime.testbed.vllm.engine.EngineProcesses;
import dev.venom.runtime.testbed.vllm.launch.ServeOptions;
import dev.venom.runtime.testbed.vllm.launch.ServerLog;
import dev.venom.runtime.testbed.vllm.launch.StartException;
import dev.venom.runtime.testbed.vllm.launch.StartPhases;
import dev.venom.runtime.testbed.vllm.script.Script;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import dev.venom.runtime.testbed.vllm.script.StartFault;
import dev.venom.runtime.testbed.vllm.server.Endpoints;
import dev.venom.runtime.testbed.vllm.server.HttpConnector;
import dev.venom.runtime.testbed.vllm.snapshot.ServedSnapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One life of the server: starts, serves, ends. Confined to the main thread, but for what ends it. */
final class FakeServer {
    private final ServeOptions options;
    private final ServerLog log;
    private final Script script;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    /** Why it ends. */
    private enum Ending {
        TERM,
        ENGINE_DEATH,
        CRASH
    }

    FakeServer(ServeOptions options, ServerLog log) {
        this.options = options;
        this.log = log;
        this.script = new Script(options.environment(), options.name());
    }

    int run() {
        Termination.onSignal(this::terminate);
        StartPhases phases = new StartPhases(options, log, script);
        try (Socket reserved = phases.bind()) {
            ServedSnapshot snapshot = phases.configure();
            EngineProcesses processes = startProcesses();
            log.engineIs(processes.pid());
            try {
                phases.load(snapshot, ending::isDone);
            } catch (StartException failed) {
                processes.end();
                throw failed;
            }
            return serve(snapshot, new Engine(script, processes), reserved);
        } catch (StartException failed) {
            return failed.status();
        } catch (IOException failure) {
            log.raw(failure.toString());
            return 1;
        }
    }

    private int serve(ServedSnapshot snapshot, Engine engine, Socket reserved) throws IOException {
        if (ending.isDone()) {
            log.raw("KeyboardInterrupt: terminated");
            engine.processes().end();
            return 1;
        }
        Endpoints endpoints = new Endpoints(options, snapshot, engine, script, () -> {
            if (script.isOn(ScriptOrder.DIE_AFTER_HEALTH)) {
                ending.complete(Ending.CRASH);
            }
        });
        HttpConnector connector;
        try {
            connector = HttpConnector.open(new InetSocketAddress(options.host(), options.port()), endpoints);
        } catch (IOException taken) {
            StartFault.PORT_TAKEN.text().forEach(log::raw);
            engine.processes().end();
            return 1;
        }
        reserved.close();
        log.server(
                "INFO",
                "api_server.py:1971",
                "Starting vLLM server on http://" + options.host() + ":" + options.port());
        log.server("INFO", "launcher.py:37", "Available routes are:");
        log.raw("INFO:     Application startup complete.");
        engine.processes().onEnd(() -> ending.complete(Ending.ENGINE_DEATH));
        watch(engine);
        return end(ending.join(), engine, endpoints, connector);
    }

    private int end(Ending why, Engine engine, Endpoints endpoints, HttpConnector connector) {
        return switch (why) {
            case TERM -> shutDown(engine, endpoints, connector);
            case ENGINE_DEATH -> engineDeath(engine);
            case CRASH -> {
                log.raw("Fatal Python error: Segmentation fault");
                engine.processes().end();
                yield 139;
            }
        };
    }

    private int shutDown(Engine engine, Endpoints endpoints, HttpConnector connector) {
        log.server("INFO", "launcher.py:110", "[shutdown] API server: shutdown triggered");
        boolean drains = !options.shutdownTimeout().isZero();
        log.engine("INFO", "core.py:1200", "[shutdown] EngineCore: trigger received signal=SIGTERM");
        log.engine("INFO", "core.py:1210", (drains ? "draining" : "aborting") + " in-flight requests");
        if (script.isOn(ScriptOrder.HANG_ON_STOP)) {
            sleep(Long.MAX_VALUE);
        }
        endpoints.refuseWork();
        if (drains) {
            drain(connector);
        }
        log.engine("INFO", "core.py:1220", "request processing complete; starting resource teardown");
        if (script.isOn(ScriptOrder.ORPHAN)) {
            engine.processes().orphanWorker();
        } else {
            engine.processes().end();
        }
        log.raw("INFO:     Application shutdown complete.");
        log.raw("INFO:     Finished server process [" + ProcessHandle.current().pid() + "]");
        return 0;
    }

    /** Requests that are being answered get their time; whoever comes later is refused until the door closes. */
    private void drain(HttpConnector connector) {
        try {
            CompletableFuture.runAsync(connector::drain)
                    .get(options.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            log.server("WARNING", "launcher.py:120", "shutdown timeout reached, requests are aborted");
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private int engineDeath(Engine engine) {
        engine.die();
        log.server("ERROR", "async_llm.py:700", "AsyncLLM output_handler failed.");
        log.raw(
                "vllm.v1.engine.exceptions.EngineDeadError: EngineCore encountered an issue. See stack trace (above) for"
                        + " the root cause.");
        sleep(300);
        engine.processes().end();
        return (int) script.number(ScriptOrder.ENGINE_DEATH_STATUS, 0);
    }

    private void watch(Engine engine) {
        Thread watcher = new Thread(
                () -> {
                    try {
                        engine.awaitEnd();
                        ending.complete(Ending.ENGINE_DEATH);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                "fake-vllm-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void terminate() {
        if (!script.isOn(ScriptOrder.IGNORE_TERM)) {
            ending.complete(Ending.TERM);
        }
    }

    private EngineProcesses startProcesses() {
        boolean unwanted = Optional.of("false").equals(script.value(ScriptOrder.PROCESSES));
        return unwanted
                ? EngineProcesses.none()
                : EngineProcesses.start(options.environment().getOrDefault("VLLM_PROCESS_NAME_PREFIX", "VLLM"));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
