package dev.venom.runtime.testbed.vllm.launch;

import dev.venom.runtime.testbed.vllm.script.Script;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import dev.venom.runtime.testbed.vllm.script.StartFault;
import dev.venom.runtime.testbed.vllm.script.StartFault.Origin;
import dev.venom.runtime.testbed.vllm.snapshot.ServedSnapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A start, phase by phase, with the lines that vLLM writes. */
public final class StartPhases {
    private static final long SLICE_MILLIS = 10;
    private static final List<String[]> LOADING = List.of(
            new String[] {"core.py:93", "Initializing a V1 LLM engine (v0.27.0) with config: model='...'"},
            new String[] {"gpu_model_runner.py:3000", "Starting to load model ..."},
            new String[] {"default_loader.py:300", "Loading weights took 0.12 seconds"},
            new String[] {"gpu_model_runner.py:3100", "Model loading took 0.0004 GiB memory and 0.201 seconds"},
            new String[] {"backends.py:700", "torch.compile took 0.50 s in total"},
            new String[] {"gpu_worker.py:400", "Available KV cache memory: 1.00 GiB"},
            new String[] {
                "kv_cache_utils.py:1300",
                "GPU KV cache size: 8,192 tokens, Maximum concurrency for 256 tokens per request: 32.00x"
            },
            new String[] {"core.py:250", "init engine (profile, create kv cache, warmup model) took 0.73 s"});

    private final ServeOptions options;
    private final ServerLog log;
    private final Script script;
    private final Optional<StartFault> told;

    /**
     * Prepares a start.
     *
     * @param options what is asked for
     * @param log where lines go
     * @param script what goes wrong
     */
    public StartPhases(ServeOptions options, ServerLog log, Script script) {
        this.options = options;
        this.log = log;
        this.script = script;
        this.told = script.value(ScriptOrder.START_FAULT).map(StartFault::of);
    }

    /**
     * Takes the port, without listening yet.
     *
     * @return holds the port until it is closed
     * @throws StartException if an argument is wrong or the port belongs to another
     */
    public Socket bind() throws StartException {
        if (told.filter(fault -> fault.origin() == Origin.ARGUMENTS).isPresent()) {
            log.raw("usage: vllm serve [model_tag] [options]");
            StartFault.BAD_FLAG.text().forEach(log::raw);
            throw new StartException(2);
        }
        if (told.filter(fault -> fault.origin() == Origin.SILENCE).isPresent()) {
            throw new StartException(0);
        }
        log.server("INFO", "utils.py:233", "non-default args: " + options.values());
        try {
            Socket socket = new Socket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(options.host(), options.port()));
            if (told.filter(fault -> fault.origin() == Origin.SOCKET).isPresent()) {
                throw new IOException("told so");
            }
            return socket;
        } catch (IOException taken) {
            throw serverFails(StartFault.PORT_TAKEN);
        }
    }

    /**
     * Reads the model's configuration.
     *
     * @return the model
     * @throws StartException if it can't be served
     */
    public ServedSnapshot configure() throws StartException {
        ServedSnapshot snapshot = ServedSnapshot.open(options.model()).orElse(null);
        if (snapshot == null) {
            log.raw("Traceback (most recent call last):");
            log.raw("ValueError: Invalid repository ID or local directory specified: '" + options.model() + "'.");
            throw new StartException(1);
        }
        Optional<StartFault> fault = told.or(snapshot::fault).filter(one -> one.origin() == Origin.CONFIGURATION);
        if (fault.isPresent()) {
            throw serverFails(fault.get());
        }
        log.server("INFO", "model.py:500", "Resolved architecture: " + snapshot.architecture());
        return snapshot;
    }

    /**
     * Loads the model, for as long as the script says.
     *
     * @param snapshot the model
     * @param isEnding asks whether somebody wants it to end meanwhile
     * @throws StartException if it can't be loaded
     */
    public void load(ServedSnapshot snapshot, BooleanSupplier isEnding) throws StartException {
        long pace = script.number(ScriptOrder.START_MILLIS, 0) / LOADING.size();
        Optional<StartFault> fault = told.or(snapshot::fault);
        for (int phase = 0; phase < LOADING.size() && !isEnding.getAsBoolean(); phase++) {
            log.engine("INFO", LOADING.get(phase)[0], LOADING.get(phase)[1]);
            pause(pace, isEnding);
            if (phase == 1 && fault.isPresent()) {
                throw engineFails(fault.get());
            }
        }
        while (script.isOn(ScriptOrder.NEVER_READY) && !isEnding.getAsBoolean()) {
            pause(SLICE_MILLIS, isEnding);
        }
    }

    private StartException serverFails(StartFault fault) {
        log.raw("Traceback (most recent call last):");
        log.raw("  File \"/usr/lib/python3/site-packages/vllm/entrypoints/cli/main.py\", line 73, in main");
        fault.text().forEach(log::raw);
        return new StartException(1);
    }

    private StartException engineFails(StartFault fault) {
        if (fault.origin() == Origin.ENGINE) {
            log.engine("ERROR", "core.py:1100", "EngineCore failed to start.");
            log.engine("ERROR", "core.py:1100", "Traceback (most recent call last):");
            fault.text().forEach(line -> log.engine("ERROR", "core.py:1100", line));
        } else {
            log.raw("Traceback (most recent call last):");
            fault.text().forEach(log::raw);
        }
        log.raw("Traceback (most recent call last):");
        log.raw("RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}");
        return new StartException(1);
    }

    private static void pause(long millis, BooleanSupplier isEnding) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end && !isEnding.getAsBoolean()) {
            try {
                Thread.sleep(Math.min(SLICE_MILLIS, millis));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
