package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.venom.runtime.spi.testkit.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The program as a script sees it: a child process with two streams and an exit status. */
final class VenomProcess {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final LinkedBlockingQueue<String> arriving = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> errors;
    private final Thread reader;

    VenomProcess(Process process) {
        this.process = process;
        this.errors = CompletableFuture.supplyAsync(this::readErrors);
        this.reader = new Thread(this::readLines, "venom-test-output");
        reader.start();
    }

    /** Waits for the end. */
    Outcome outcome() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The program did not end: " + arriving);
        }
        reader.join();
        arriving.drainTo(lines);
        return new Outcome(process.exitValue(), List.copyOf(lines), errors.join());
    }

    /** Waits for the line of an operation that the condition accepts. */
    JsonNode awaitOperation(Predicate<JsonNode> condition) throws InterruptedException {
        for (String line = next(); ; line = next()) {
            lines.add(line);
            JsonNode operation = json(line).path("operation");
            if (condition.test(operation)) {
                return operation;
            }
        }
    }

    /** Does what Ctrl+C does. */
    void interrupt() throws IOException, InterruptedException {
        signal("-INT");
    }

    /** Does what a service manager does at a stop. */
    void terminate() throws IOException, InterruptedException {
        signal("-TERM");
    }

    /** The program where it is the first of a namespace: whoever made that is its parent, and hears no signal. */
    ProcessHandle inNamespace() {
        return Eventually.yields(
                "the first process of the namespace", () -> process.children().findFirst());
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Waits for a line that the condition accepts. */
    String awaitLine(Predicate<String> condition) throws InterruptedException {
        for (String line = next(); ; line = next()) {
            lines.add(line);
            if (condition.test(line)) {
                return line;
            }
        }
    }

    /** Ends it as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    static JsonNode json(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + line, e);
        }
    }

    private String next() throws InterruptedException {
        String line = arriving.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("The line did not come; before it: " + lines);
        }
        return line;
    }

    private void readLines() {
        try (BufferedReader standard =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            standard.lines().forEach(arriving::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readErrors() {
        try {
            return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How it ended. */
    record Outcome(int status, List<String> lines, String errors) {
        JsonNode document() {
            assertThat(lines).as("standard output; errors: %s", errors).hasSize(1);
            return json(lines.get(0));
        }

        JsonNode last() {
            assertThat(lines).as("standard output; errors: %s", errors).isNotEmpty();
            return json(lines.get(lines.size() - 1));
        }

        List<JsonNode> operations() {
            return lines.stream()
                    .map(VenomProcess::json)
                    .filter(line -> line.path("type").asText().equals("operation"))
                    .map(line -> line.get("operation"))
                    .toList();
        }

        String finalState() {
            List<JsonNode> operations = operations();
            assertThat(operations).as("operation lines; errors: %s", errors).isNotEmpty();
            return operations.get(operations.size() - 1).get("state").asText();
        }
    }
}
