package dev.venom.runtime.provider.ollama.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real {@code ollama serve} on a port of its own, over a store of its own. */
final class RealOllama implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final int port;
    private final Path log;

    private RealOllama(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it; it answers when this returns. */
    static RealOllama start(Path program, Path directory, int port) throws IOException, InterruptedException {
        RealOllama server = begin(program, directory, port);
        server.awaitAnswer();
        return server;
    }

    /** Starts it without waiting. */
    static RealOllama begin(Path program, Path directory, int port) throws IOException {
        Path log = directory.resolve("ollama.log");
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "serve")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("OLLAMA_") || name.endsWith("_PROXY"));
        environment.put(
                "HOME", Files.createDirectories(directory.resolve("home")).toString());
        environment.put("OLLAMA_HOST", "127.0.0.1:" + port);
        environment.put("OLLAMA_MODELS", directory.resolve("models").toString());
        environment.put("OLLAMA_NO_CLOUD", "1");
        return new RealOllama(builder.start(), port, log);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    String post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(json)));
    }

    /** Makes a model of a GGUF, as {@code ollama create} does. */
    void create(String name, Path gguf, String sha256) throws IOException, InterruptedException {
        BodyPublisher bytes = BodyPublishers.ofFile(gguf);
        send(request("/api/blobs/sha256:" + sha256).POST(bytes));
        String answer = post(
                "/api/create",
                "{\"model\":\"" + name + "\",\"files\":{\"model.gguf\":\"sha256:" + sha256
                        + "\"},\"template\":\"{{ .Prompt }}\"}");
        assertThat(answer).as(log()).contains("\"status\":\"success\"");
    }

    /** Some tokens of a model; an answer that is none fails the test. */
    String generate(String name) throws IOException, InterruptedException {
        String answer = post(
                "/api/generate",
                "{\"model\":\"" + name
                        + "\",\"prompt\":\"The capital of France is\",\"stream\":false,\"options\":{\"num_predict\":8,\"temperature\":0}}");
        assertThat(answer).as(log()).contains("\"done\":true");
        return answer;
    }

    /** Ends it and all that it started. */
    @Override
    public void close() {
        ProcessHandle[] children = process.descendants().toArray(ProcessHandle[]::new);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (ProcessHandle child : children) {
            child.destroyForcibly();
        }
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        Eventually.holds("Ollama answers, or has ended", () -> answers() || !process.isAlive());
        assertThat(process.isAlive()).as(log()).isTrue();
    }

    private boolean answers() {
        try {
            get("/api/version");
            return true;
        } catch (ConnectException notYet) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(LIMIT);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as(response.uri() + " " + response.body() + "\n" + log())
                .isLessThan(300);
        return response.body();
    }
}
