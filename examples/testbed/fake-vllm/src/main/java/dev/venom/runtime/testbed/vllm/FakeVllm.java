package dev.venom.runtime.testbed.vllm;

import dev.venom.runtime.testbed.vllm.launch.ServeCommandLine;
import dev.venom.runtime.testbed.vllm.launch.ServeOptions;
import dev.venom.runtime.testbed.vllm.launch.ServerLog;
import dev.venom.runtime.testbed.vllm.launch.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The program: {@code serve MODEL --served-model-name NAME --port PORT ...}. What goes wrong is said by variables {@code
 * FAKE_VLLM_...} or by the file named in {@code FAKE_VLLM_CONTROL}; see {@link
 * dev.venom.runtime.testbed.vllm.script.ScriptOrder}. {@code FAKE_VLLM_ENV_FILE} names a file whose variables it takes, as
 * systemd would.
 */
public final class FakeVllm {
    private static final int BAD_USAGE = 2;

    private FakeVllm() {}

    /**
     * Runs until SIGTERM or until something goes wrong.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // halt, not exit: SIGTERM is answered by the server itself, and no hook may change the status.
        Runtime.getRuntime().halt(run(List.of(arguments), environment(), out));
    }

    private static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
        try {
            ServeOptions options = ServeCommandLine.read(arguments, environment);
            return new FakeServer(options, new ServerLog(out)).run();
        } catch (UsageException mistake) {
            out.println("usage: vllm [-h] [-v] {chat,complete,serve,launch,bench,collect-env,run-batch} ...");
            out.println(mistake.getMessage());
            return BAD_USAGE;
        }
    }

    private static Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        String file = variables.get("FAKE_VLLM_ENV_FILE");
        if (file != null && Files.exists(Path.of(file))) {
            try {
                for (String line : Files.readAllLines(Path.of(file))) {
                    int equals = line.indexOf('=');
                    if (equals > 0 && !line.startsWith("#")) {
                        variables.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
                    }
                }
            } catch (IOException unreadable) {
                throw new IllegalStateException("The file of variables can't be read: " + file, unreadable);
            }
        }
        return variables;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("'") && value.endsWith("'") || value.startsWith("\"") && value.endsWith("\""));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
