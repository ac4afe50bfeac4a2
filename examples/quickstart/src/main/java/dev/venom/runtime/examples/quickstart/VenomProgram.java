package dev.venom.runtime.examples.quickstart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command line as a child process, with this process's terminal and an environment that leads to one Hub only. */
final class VenomProgram {
    private static final List<String> FOREIGN =
            List.of("HF_", "OLLAMA_", "MODELS_", "VENOM_", "HTTP_", "HTTPS_", "ALL_");

    private final Path jar;
    private final URI hub;
    private final Path directory;
    private final DemoRuntime runtime;

    VenomProgram(Path jar, URI hub, Path directory, DemoRuntime runtime) {
        this.jar = jar;
        this.hub = hub;
        this.directory = directory;
        this.runtime = runtime;
    }

    int run(List<String> arguments) throws IOException, InterruptedException {
        System.out.println("\n$ venom " + String.join(" ", arguments));
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).inheritIO();
        adapt(builder.environment());
        return builder.start().waitFor();
    }

    private List<String> command(List<String> arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    /** Settings of the person's own, and a proxy, would lead the demonstration elsewhere. */
    private void adapt(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> FOREIGN.stream()
                        .anyMatch(prefix -> name.toUpperCase(Locale.ROOT).startsWith(prefix)));
        environment.put("HF_ENDPOINT", hub.toString());
        environment.put("MODELS_CACHE_DIR", directory.toString());
        environment.put("VENOM_CONFIG", runtime.configuration().toString());
        environment.put("VENOM_LOG_DIR", directory.resolve("logs").toString());
    }
}
