package dev.venom.runtime.examples.cockpit.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Cockpit that was started from its jar, without the settings of whoever runs the test. */
public final class CockpitProcess implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final String PRINTED = "Cockpit: ";
    private static final List<String> FOREIGN =
            List.of("VENOM_", "HF_", "OLLAMA_", "MODELS_", "HTTP_", "HTTPS_", "NO_");

    private final Process process;
    private final Path log;
    private final URI address;

    private CockpitProcess(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /** Starts one and returns once it answers. */
    public static CockpitProcess start(Map<String, String> environment, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                System.getProperty("venom.cockpit.jar")));
        command.addAll(List.of(options));
        return run(environment, command);
    }

    /** Runs a command that ends up as a Cockpit, and returns once that answers. */
    public static CockpitProcess run(Map<String, String> environment, List<String> command) throws Exception {
        Path log = Files.createTempFile("venom-cockpit-test-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> FOREIGN.stream().anyMatch(name.toUpperCase()::startsWith));
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new CockpitProcess(process, log, address(process, log));
    }

    /** The demonstration on a free port. */
    public static CockpitProcess demo() throws Exception {
        return demo(Map.of());
    }

    /** The demonstration on a free port, with settings of the test's own. */
    public static CockpitProcess demo(Map<String, String> environment, String... options) throws Exception {
        return start(
                environment,
                Stream.concat(Stream.of("--demo", "--port", "0"), Stream.of(options))
                        .toArray(String[]::new));
    }

    public URI address() {
        return address;
    }

    /** Its processes and those of its runtimes. */
    public List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** SIGTERM. */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The Cockpit did not end");
        }
        return process.exitValue();
    }

    /** SIGKILL, of itself alone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> family = family();
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
        family.forEach(ProcessHandle::destroyForcibly);
        Files.deleteIfExists(log);
    }

    private static URI address(Process process, Path log) throws Exception {
        CompletableFuture<Optional<URI>> found =
                CompletableFuture.supplyAsync(() -> printed(process.inputReader(StandardCharsets.UTF_8)));
        Optional<URI> address = found.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        return address.orElseThrow(() -> {
            try {
                return new AssertionError("The Cockpit did not start: " + Files.readString(log));
            } catch (IOException unreadable) {
                return new AssertionError("The Cockpit did not start", unreadable);
            }
        });
    }

    private static Optional<URI> printed(BufferedReader out) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(PRINTED)) {
                    return Optional.of(URI.create(line.substring(PRINTED.length())));
                }
            }
            return Optional.empty();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
