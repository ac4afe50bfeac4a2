package dev.venom.runtime.testbed.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDaemonTest {

    private static final ModelImage TINY = ModelImage.tinyLlama();

    @TempDir
    private Path models;

    @Test
    void itSaysWhatItIs() throws Exception {
        try (LocalDaemon daemon = LocalDaemon.over(models).version("0.32.15").start()) {
            Client client = new Client(daemon.url());

            assertThat(new String(client.get("/").body())).isEqualTo("Ollama is running");
            assertThat(client.json("/api/version").get("version").asText()).isEqualTo("0.32.15");
            assertThat(client.json("/api/tags").toString()).isEqualTo("{\"models\":[]}");
            assertThat(client.json("/v1/models").get("data").isNull()).isTrue();
            assertThat(client.get("/api/unheard-of").statusCode()).isEqualTo(404);
            assertThat(client.post("/api/tags", "{}").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void whatLiesInTheStoreIsListedShownAndDeleted() throws Exception {
        try (LocalDaemon daemon = LocalDaemon.over(models).start()) {
            Client client = new Client(daemon.url());
            daemon.store().put("tiny", TINY);
            daemon.store().put("team/copy:v1", TINY);

            assertThat(client.json("/api/tags").findValuesAsText("name"))
                    .containsExactlyInAnyOrder("tiny:latest", "team/copy:v1");
            JsonNode entry = client.json("/api/tags").at("/models/0");
            assertThat(entry.get("digest").asText()).isEqualTo(TINY.manifestSha256());
            assertThat(entry.get("size").asLong()).isEqualTo(TINY.size());
            assertThat(entry.at("/details/quantization_level").asText()).isEqualTo("F16");
            JsonNode shown =
                    Client.tree(client.post("/api/show", "{\"model\":\"TINY\"}").body());
            assertThat(shown.at("/model_info/general.parameter_count").asLong()).isEqualTo(1_870_656);
            assertThat(shown.get("capabilities").get(0).asText()).isEqualTo("completion");
            assertThat(shown.get("modelfile").asText()).contains("FROM " + models);

            assertThat(client.delete("/api/delete", "{\"model\":\"tiny\"}").statusCode())
                    .isEqualTo(200);
            assertThat(daemon.store().blob(TINY.weights().digest())).exists();
            client.delete("/api/delete", "{\"model\":\"team/copy:v1\"}");
            assertThat(daemon.store().blob(TINY.weights().digest())).doesNotExist();
            assertThat(client.delete("/api/delete", "{\"model\":\"tiny\"}").body())
                    .contains("model 'tiny' not found");
        }
    }

    @Test
    void aModelIsLoadedSpeaksAndIsUnloaded() throws Exception {
        try (LocalDaemon daemon = LocalDaemon.over(models).start()) {
            daemon.store().put("tiny", TINY);
            daemon.scheduler().gpu(true);
            Client client = new Client(daemon.url());

            assertThat(client.post("/api/generate", "{\"model\":\"tiny\",\"keep_alive\":\"10m\"}")
                            .body())
                    .contains("\"done_reason\":\"load\"");
            JsonNode running = client.json("/api/ps").at("/models/0");
            assertThat(running.get("name").asText()).isEqualTo("tiny:latest");
            assertThat(running.get("size_vram").asLong())
                    .isEqualTo(running.get("size").asLong());
            assertThat(Instant.parse(running.get("expires_at").asText()))
                    .isAfter(Instant.now().plus(Duration.ofMinutes(9)));
            assertThat(running.get("context_length").asLong()).isEqualTo(256);

            List<JsonNode> tokens = client.lines(
                    "/api/generate", "{\"model\":\"tiny\",\"prompt\":\"hi\",\"options\":{\"num_predict\":3}}");
            assertThat(tokens).hasSize(4);
            assertThat(tokens.get(3).get("done_reason").asText()).isEqualTo("length");

            assertThat(client.post("/api/generate", "{\"model\":\"tiny\",\"keep_alive\":0}")
                            .body())
                    .contains("\"done_reason\":\"unload\"");
            assertThat(client.json("/api/ps").get("models")).isEmpty();
        }
    }

    @Test
    void theWordsOfOpenAiAreUnderstood() throws Exception {
        try (LocalDaemon daemon = LocalDaemon.over(models).start()) {
            daemon.store().put("tiny", TINY);
            Client client = new Client(daemon.url());

            assertThat(client.json("/v1/models").at("/data/0/id").asText()).isEqualTo("tiny:latest");
            assertThat(Client.tree(client.post(
                                            "/v1/completions",
                                            "{\"model\":\"tiny\",\"prompt\":\"hi\",\"max_tokens\":1}")
                                    .body())
                            .at("/choices/0/text")
                            .asText())
                    .isEqualTo("The");
            assertThat(client.post("/v1/chat/completions", "{\"model\":\"tiny\",\"messages\":[{}],\"stream\":true}")
                            .body())
                    .endsWith("data: [DONE]\n\n");
            assertThat(client.post("/v1/completions", "{\"model\":\"other\",\"prompt\":\"hi\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void loadsFailWhereTheyAreToldToAndWhereTheWeightsAreNone() throws Exception {
        try (LocalDaemon daemon = LocalDaemon.over(models).start()) {
            daemon.store().put("tiny", TINY);
            Client client = new Client(daemon.url());

            daemon.scheduler().failLoads("llama-server process has terminated: exit status 2");
            assertThat(client.post("/api/generate", "{\"model\":\"tiny\"}").statusCode())
                    .isEqualTo(500);

            daemon.scheduler().recover();
            Files.writeString(daemon.store().blob(TINY.weights().digest()), "no weights");
            assertThat(client.post("/api/generate", "{\"model\":\"tiny\"}").body())
                    .contains("unable to load model");
        }
    }

    @Test
    void aStrangeHostIsRefused() throws Exception {
        try (LocalDaemon daemon = LocalDaemon.over(models).start()) {
            assertThat(statusLine(daemon, "rebound.example.org")).contains("403");
            assertThat(statusLine(daemon, "localhost:11434")).contains("200");
        }
    }

    @Test
    void itPrunesItsStoreWhenItStarts() throws Exception {
        try (LocalDaemon daemon = LocalDaemon.over(models).start()) {
            daemon.store().put("tiny", TINY);
        }
        Path stray = Files.writeString(models.resolve("blobs/stray"), "x");
        Path orphan = Files.writeString(models.resolve("blobs/sha256-" + "0".repeat(64)), "x");

        LocalDaemon.over(models).noPrune().start().close();
        assertThat(stray).exists();
        LocalDaemon.over(models).version("0.32.15").start().close();
        assertThat(stray).exists();
        Files.setLastModifiedTime(stray, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        LocalDaemon.over(models).version("0.32.15").start().close();
        assertThat(stray).doesNotExist();
        assertThat(orphan).exists();
        LocalDaemon.over(models).version("0.11.4").start().close();
        assertThat(orphan).doesNotExist();
        assertThat(models.resolve("blobs/sha256-" + TINY.weights().sha256())).exists();
    }

    @Test
    void aCorruptManifestKeepsThePruneFromIt() throws Exception {
        Files.createDirectories(models.resolve("blobs"));
        Path stray = Files.writeString(models.resolve("blobs/stray"), "x");
        Path manifests = Files.createDirectories(models.resolve("manifests/registry.ollama.ai/library/broken"));
        Files.createFile(manifests.resolve("latest"));

        LocalDaemon.over(models).version("0.11.4").start().close();

        assertThat(stray).exists();
    }

    private static String statusLine(LocalDaemon daemon, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", daemon.url().getPort())) {
            String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        }
    }
}
