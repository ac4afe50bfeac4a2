package dev.venom.runtime.testbed.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.venom.runtime.testbed.engine.http.RuntimeServer;
import dev.venom.runtime.testbed.engine.model.Engines;
import dev.venom.runtime.testbed.engine.model.UnsupportedModelException;
import dev.venom.runtime.testbed.hub.catalogue.BuiltInModels;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubFile;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRuntimeTest {
    private static final String TINY = "venom/tiny-llama-GGUF";
    private static final String MINILM = "sentence-transformers/all-MiniLM-L6-v2-onnx-q";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void continuesATextWithARealModel() throws Exception {
        try (RuntimeServer server = serve(TINY)) {
            JsonNode answer = json(post(server, "/v1/completions", "{\"prompt\":\"The\",\"max_tokens\":5}"));

            assertThat(answer.at("/choices/0/text").asText()).isNotEmpty();
            assertThat(answer.at("/usage/completion_tokens").asInt()).isBetween(1, 6);
            assertThat(get(server, "/metrics").body()).containsPattern("tokens_predicted_total [1-9]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "web"})
    void saysHowItIsUsedWhereAPortCannotBe(String port) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalRuntime.class.getName(),
                        "--model",
                        directory.toString(),
                        "--name",
                        "tiny",
                        "--port",
                        port)
                .start();

        String errors = new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).isEqualTo(2);
        assertThat(errors).contains("usage: ").doesNotContain("Exception");
    }

    @Test
    void sendsAnAnswerPieceByPiece() throws Exception {
        try (RuntimeServer server = serve(TINY)) {
            String request = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":4,\"stream\":true}";

            assertThat(post(server, "/v1/chat/completions", request).body())
                    .startsWith("data: {")
                    .contains("chat.completion.chunk")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void findsTextsOfLikeMeaningAlike() throws Exception {
        try (RuntimeServer server = serve(MINILM)) {
            JsonNode data = json(post(
                            server, "/v1/embeddings", "{\"input\":[\"A cat sat.\",\"A kitten sat.\",\"Net revenue\"]}"))
                    .path("data");

            assertThat(cosine(data, 0, 0)).isCloseTo(1, within(0.001));
            assertThat(cosine(data, 0, 1)).isGreaterThan(cosine(data, 0, 2) + 0.3);
        }
    }

    @Test
    void refusesAnotherModelsName() throws Exception {
        try (RuntimeServer server = serve(MINILM)) {
            HttpResponse<String> refusal = post(server, "/v1/embeddings", "{\"model\":\"other\",\"input\":\"x\"}");

            assertThat(refusal.statusCode()).isEqualTo(404);
            assertThat(json(refusal).at("/error/type").asText()).isEqualTo("NotFoundError");
            assertThat(post(server, "/v1/completions", "{\"prompt\":\"x\"}").statusCode())
                    .isEqualTo(404);
            assertThat(get(server, "/v1/models").body()).contains("\"id\":\"served\"");
        }
    }

    @Test
    void saysWhatItCannotRun() throws Exception {
        Path model = lay("venom/tiny-llama");

        assertThatThrownBy(() -> Engines.load(model))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("no engine here runs the files");
    }

    private RuntimeServer serve(String repository) throws Exception {
        return RuntimeServer.start(Engines.load(lay(repository)), "served", 0);
    }

    private Path lay(String name) throws Exception {
        HubRepository repository = BuiltInModels.repositories().stream()
                .filter(each -> each.id().equals(name))
                .findFirst()
                .orElseThrow();
        for (Map.Entry<String, HubFile> file : repository.head().files().entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Content content = file.getValue().blob().content();
            try (OutputStream out = Files.newOutputStream(path)) {
                content.writeTo(bytes -> Channels.newChannel(out).write(bytes), 0, content.size());
            }
        }
        return directory;
    }

    private static double cosine(JsonNode data, int one, int other) {
        double sum = 0;
        for (int i = 0; i < data.at("/0/embedding").size(); i++) {
            sum += data.at("/" + one + "/embedding/" + i).asDouble()
                    * data.at("/" + other + "/embedding/" + i).asDouble();
        }
        return sum;
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> get(RuntimeServer server, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address(server, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(RuntimeServer server, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address(server, path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI address(RuntimeServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
