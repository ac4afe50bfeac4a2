package dev.venom.runtime.examples.cli.program;

import dev.venom.runtime.examples.cli.orphan.NewNamespace;
import dev.venom.runtime.testbed.hub.LocalHub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A host with the program on it, one cache directory and one Hub. */
final class VenomHost {
    private static final List<String> FOREIGN = List.of("HF_", "OLLAMA_", "MODELS_", "VENOM_", "HTTP", "ALL_PROXY");

    private final Path cache;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> machineOptions = new ArrayList<>(List.of("-Xmx256m"));
    private boolean first;

    VenomHost(LocalHub hub, Path cache) {
        this.cache = cache;
        environment.put("HF_ENDPOINT", hub.url().toString());
        // Discard port: no daemon of the machine that runs the tests takes part in them.
        environment.put("OLLAMA_HOST", "http://127.0.0.1:9");
        environment.put(
                "OLLAMA_MODELS",
                cache.resolveSibling(cache.getFileName() + "-ollama").toString());
        environment.put("OLLAMA_CATALOG_URL", "http://127.0.0.1:9/library");
    }

    VenomHost with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** In a new namespace of processes: the program is the first in it, as in a container. */
    VenomHost asFirstProcess() {
        first = true;
        return this;
    }

    VenomHost withMachineOption(String option) {
        machineOptions.add(option);
        return this;
    }

    VenomProcess.Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).outcome();
    }

    VenomProcess start(String... arguments) throws IOException {
        return new VenomProcess(launch(arguments));
    }

    Process launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(machineOptions);
        command.addAll(List.of("-jar", System.getProperty("venom.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(first ? NewNamespace.command(command) : command);
        builder.environment().keySet().removeIf(VenomHost::isForeign);
        builder.environment().put("MODELS_CACHE_DIR", cache.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static boolean isForeign(String variable) {
        return FOREIGN.stream().anyMatch(variable.toUpperCase(Locale.ROOT)::startsWith);
    }
}
