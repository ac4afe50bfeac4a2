package dev.venom.runtime.supervisor.process.internal.container;

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
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to an engine of containers about one of them, through the same client that runs it. Immutable.
 *
 * @param client the words that reach it
 * @param container the container's name
 * @param environment variables that the client is run with, such as {@code DOCKER_HOST}
 */
public record Engine(List<String> client, String container, Map<String, String> environment) {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration LOOK = Duration.ofSeconds(3);
    /** What an engine may take for itself beyond what the container is given. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /**
     * A container as its engine sees it.
     *
     * @param pid its first process, where it runs on this host
     * @param id its id
     */
    public record Seen(long pid, String id) {}

    /** The container; empty where it does not run, or its engine does not say. */
    public Optional<Seen> look() {
        return run(LOOK, "inspect", "--format", "{{.State.Pid}} {{.Id}}", container)
                .map(text -> text.strip().split("\\s+"))
                .filter(parts -> parts[0].matches("[1-9]\\d{0,9}"))
                .map(parts -> new Seen(Long.parseLong(parts[0]), parts.length > 1 ? parts[1] : ""));
    }

    /**
     * Stops the container: it is asked to end, and killed when its time is over.
     *
     * @param limit its time
     * @return whether the engine did so
     */
    public boolean stop(Duration limit) {
        String seconds = Long.toString(Math.max(1, limit.toSeconds()));
        return run(limit.plus(MARGIN), "stop", "-t", seconds, container).isPresent();
    }

    /** Kills the container. */
    public boolean kill() {
        return run(MARGIN, "kill", container).isPresent();
    }

    /** What the client printed, where it ended well and in time. */
    private Optional<String> run(Duration limit, String... arguments) {
        List<String> words = new ArrayList<>(client);
        words.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("venom-engine-", ".out");
            try {
                return text(words, output, limit);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException failure) {
            LOG.debug("The client {} cannot be run: {}", client, failure.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> text(List<String> words, Path output, Duration limit) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            return ended && process.exitValue() == 0
                    ? Optional.of(Files.readString(output, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
