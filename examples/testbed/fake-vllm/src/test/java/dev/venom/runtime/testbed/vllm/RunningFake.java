package dev.venom.runtime.testbed.vllm;

import dev.venom.runtime.spi.testkit.Eventually;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under test, in a process of its own. */
final class RunningFake implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    final int port;
    final Process process;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningFake(int port, Process process, Path log) {
        this.port = port;
        this.process = process;
        this.log = log;
    }

    static RunningFake start(Path model, Path directory, Map<String, String> environment, String... more)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(model.toString(), "--served-model-name", "org/tiny"));
        arguments.addAll(List.of(more));
        return bare(directory, environment, arguments.toArray(String[]::new));
    }

    static RunningFake bare(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(FakeVllmProgram.command("serve"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(port)));
        Path log = directory.resolve("fake.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new RunningFake(port, builder.start(), log);
    }

    RunningFake ready() throws Exception {
        Eventually.holds("an answer, or an end", () -> answers() || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("not ready: " + log());
        }
        return this;
    }

    private boolean answers() {
        try {
            get("/health");
            return true;
        } catch (Exception notYet) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return client.send(posting(path, json), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest posting(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    HttpClient client() {
        return client;
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still there");
        }
        return process.exitValue();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
