package dev.venom.runtime.testbed.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OllamaServerTest {

    @TempDir
    private Path models;

    @Test
    void theDaemonIsAProgramThatEndsOnASignal() throws Exception {
        Process daemon = start(Map.of("OLLAMA_MODELS", models.toString()), "serve", "--port", "0", "--tiny", "tiny");
        try {
            Client client = new Client(address(daemon, "Ollama: "));
            assertThat(client.json("/api/tags").at("/models/0/name").asText()).isEqualTo("tiny:latest");

            daemon.destroy();

            assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(daemon.exitValue()).isZero();
        } finally {
            daemon.destroyForcibly();
        }
    }

    @Test
    void aSecondOneOnTheSamePortEndsAtOnce() throws Exception {
        try (LocalDaemon first = LocalDaemon.over(models).start()) {
            Map<String, String> environment =
                    Map.of("OLLAMA_HOST", "127.0.0.1:" + first.url().getPort(), "OLLAMA_MODELS", models.toString());
            Process second = start(environment, "serve");
            try {
                assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(second.exitValue()).isEqualTo(1);
                assertThat(new String(second.getErrorStream().readAllBytes())).contains("bind: address already in use");
            } finally {
                second.destroyForcibly();
            }
        }
    }

    @Test
    void theRegistryIsAProgram() throws Exception {
        Process registry = start(Map.of(), "registry", "--generate", "team/large:v1=1MB:4");
        try {
            Client client = new Client(address(registry, "Registry: "));

            assertThat(client.json("/v2/team/large/manifests/v1").get("layers")).hasSize(4);
            assertThat(client.get("/v2/library/tiny/manifests/latest").statusCode())
                    .isEqualTo(200);
        } finally {
            registry.destroyForcibly();
        }
    }

    @Test
    void thePortComesFromTheEnvironmentToo() {
        assertThat(port("127.0.0.1:4711")).isEqualTo(4711);
        assertThat(port("http://[::1]:80/x")).isEqualTo(80);
        assertThat(port("0.0.0.0")).isEqualTo(11434);
        assertThatThrownBy(() -> DaemonCommandLine.parse(Map.of(), "--unknown", "1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int port(String host) {
        return DaemonCommandLine.parse(Map.of("OLLAMA_HOST", host)).port();
    }

    private static Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OllamaServer.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static URI address(Process server, String prefix) throws IOException {
        BufferedReader output = server.inputReader();
        String line = output.readLine();
        assertThat(line).startsWith(prefix);
        return URI.create(line.substring(prefix.length()));
    }
}
