package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.ModelManagerBuilder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command. */
final class SharedOptions {
    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            description = "Where models live; otherwise MODELS_CACHE_DIR, otherwise models_cache.")
    private Optional<Path> cacheDirectory = Optional.empty();

    @Option(names = "--json", description = "Print JSON, one document on a line, and nothing else.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    ModelManager open() {
        ModelManagerBuilder builder = ModelManager.builder();
        cacheDirectory.ifPresent(builder::cacheDirectory);
        return builder.build();
    }
}
