package dev.venom.runtime.provider.ollama.internal.command;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonErrors;
import dev.venom.runtime.provider.ollama.internal.daemon.StallWatch;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.provider.ProgressSink;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The program {@code ollama}: the last way, where this process reaches neither the daemon nor its store, but that
 * program does, because it starts the desktop application or has other rights. Immutable.
 *
 * @param program where it lies
 * @param settings the host's configuration
 */
public record OllamaCommand(Path program, Settings settings) {
    private static final Duration STALL = Duration.ofSeconds(120);
    private static final Duration REMOVAL = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * Looks for the program in {@code PATH}.
     *
     * @param settings the host's configuration
     * @return the command; empty where there is none
     */
    public static Optional<OllamaCommand> find(Settings settings) {
        String path = settings.value("PATH").orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isBlank())
                .flatMap(directory -> Stream.of("ollama", "ollama.exe").map(name -> Path.of(directory, name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(file -> new OllamaCommand(file, settings));
    }

    /**
     * Fetches a model.
     *
     * @param model its name
     * @param insecure whether the registry may be asked without TLS
     * @param sizes length of each content by the first twelve digits of its digest
     * @param progress the operation
     * @param background threads for watching
     * @throws VenomException what the program says, with its code; STALLED; CANCELLED
     */
    @SuppressWarnings("try")
    public void pull(
            String model, boolean insecure, Map<String, Long> sizes, ProgressSink progress, Executor background) {
        List<String> arguments = new ArrayList<>(List.of("pull", model));
        if (insecure) {
            arguments.add("--insecure");
        }
        CommandOutput output = new CommandOutput(sizes);
        Process process = start(arguments);
        try (ProgressSink.Registration wake = progress.onInterrupt(process::destroy);
                StallWatch watch = new StallWatch(STALL, background, process::destroy)) {
            read(process, line -> {
                if (output.note(line)) {
                    watch.grew();
                    progress.done(output.doneBytes());
                }
                watch.bePatient(output.isVerifying());
                output.phase().ifPresent(progress::phase);
            });
            int status = await(process, GRACE);
            progress.checkpoint();
            if (watch.hasFired()) {
                throw stalled(model);
            }
            require(status, output, model);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Removes a model.
     *
     * @param model its name
     * @throws VenomException what the program says, with its code
     */
    public void remove(String model) {
        CommandOutput output = new CommandOutput(Map.of());
        Process process = start(List.of("rm", model));
        try {
            read(process, output::note);
            require(await(process, REMOVAL), output, model);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(
                new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null")));
        settings.value("OLLAMA_HOST").ifPresent(host -> builder.environment().put("OLLAMA_HOST", host));
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    "The program " + program + " can't be started.",
                    "Check that it is executable for this user.",
                    failure);
        }
    }

    /** Progress is drawn with carriage returns and moves of the cursor: each piece is a line here. */
    private static void read(Process process, Consumer<String> lines) {
        StringBuilder line = new StringBuilder();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (int next = output.read(); next >= 0; next = output.read()) {
                if (next == '\n' || next == '\r') {
                    lines.accept(line.toString());
                    line.setLength(0);
                } else if (line.length() < CommandOutput.LONGEST_LINE) {
                    line.append((char) next);
                }
            }
            lines.accept(line.toString());
        } catch (IOException ended) {
            // destroyed: its status tells
        }
    }

    private static int await(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(ErrorCode.CANCELLED, "The call of ollama was interrupted.", "", interrupted);
        }
    }

    private void require(int status, CommandOutput output, String model) {
        if (status != 0) {
            String said = output.error().orElse("it ended with status " + status);
            throw DaemonErrors.of(said, "The program " + program + ", asked for " + model + ",");
        }
    }

    private VenomException stalled(String model) {
        return new VenomException(
                ErrorCode.STALLED,
                "The program " + program + " made no progress with " + model + " for " + STALL.toSeconds() + " s.",
                "See the daemon's log and its network; what it has fetched is kept.");
    }
}
