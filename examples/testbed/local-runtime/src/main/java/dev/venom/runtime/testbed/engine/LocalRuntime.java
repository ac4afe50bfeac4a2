package dev.venom.runtime.testbed.engine;

import dev.venom.runtime.testbed.engine.http.RuntimeServer;
import dev.venom.runtime.testbed.engine.model.Engine;
import dev.venom.runtime.testbed.engine.model.Engines;
import dev.venom.runtime.testbed.engine.model.UnsupportedModelException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The program {@code venom-local-runtime}: serves one model until it is told to end. */
public final class LocalRuntime {
    private static final String USAGE = "usage: venom-local-runtime --model PATH --name NAME --port N";
    private static final int FAILURE = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final int HIGHEST_PORT = 65_535;

    private LocalRuntime() {}

    /**
     * Serves a model.
     *
     * @param arguments {@code --model PATH --name NAME --port N}
     */
    public static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        Optional<Path> model = option(words, "--model").map(Path::of);
        Optional<String> name = option(words, "--name");
        Optional<Integer> port = option(words, "--port").flatMap(LocalRuntime::port);
        if (model.isEmpty() || name.isEmpty() || port.isEmpty()) {
            fail(BAD_ARGUMENTS, USAGE);
            return;
        }
        serve(model.get(), name.get(), port.get());
    }

    private static void serve(Path model, String name, int port) {
        if (!Files.exists(model)) {
            fail(FAILURE, "error: there is no model at " + model);
            return;
        }
        System.out.println("loading model " + name);
        try {
            Engine engine = Engines.load(model);
            RuntimeServer server = RuntimeServer.start(engine, name, port);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "venom-local-runtime-shutdown"));
            System.out.println("model loaded, listening on http://127.0.0.1:" + server.port());
        } catch (UnsupportedModelException unsupported) {
            fail(FAILURE, "error: failed to load model: " + unsupported.getMessage());
        } catch (BindException taken) {
            fail(FAILURE, "error: [Errno 98] Address already in use: port " + port);
        } catch (IOException unreadable) {
            fail(FAILURE, "error: the model can't be read: " + unreadable.getMessage());
        }
    }

    private static void end(RuntimeServer server) {
        System.out.println("stopping: what is being answered is finished first");
        server.close();
        System.out.println("stopped");
        // An engine leaves a thread behind that would keep the process.
        Runtime.getRuntime().halt(0);
    }

    private static void fail(int status, String message) {
        System.err.println(message);
        System.exit(status);
    }

    private static Optional<Integer> port(String text) {
        try {
            return Optional.of(Integer.valueOf(text)).filter(number -> number >= 0 && number <= HIGHEST_PORT);
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> option(List<String> words, String name) {
        int index = words.indexOf(name);
        return index >= 0 && index + 1 < words.size() ? Optional.of(words.get(index + 1)) : Optional.empty();
    }
}
