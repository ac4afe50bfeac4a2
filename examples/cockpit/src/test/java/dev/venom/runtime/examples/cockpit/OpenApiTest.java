package dev.venom.runtime.examples.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.ModelRef;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API and what the running server does, held against each other. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final String FIRST = "{\"provider\":\"hf\",\"model\":\"org/first\"}";
    private static final String NONE = "/api/v1/models/operations/none";
    private static final String PROBLEM = "application/problem+json";

    private LiveCockpit cockpit;
    private ApiDescription description;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        cockpit = LiveCockpit.over(directory, LiveCockpit.model("org/first", 1));
        description = new ApiDescription(cockpit.get("/api/openapi.json").body());
    }

    @AfterAll
    void stop() throws Exception {
        cockpit.close();
    }

    @Test
    void isValidOpenApi() throws Exception {
        assertThat(description.document().get("openapi").asText()).startsWith("3.1");
        assertThat(description.complaints()).isEmpty();
    }

    @Test
    void describesEveryRouteAndNoOther() {
        Set<String> routes = new TreeSet<>(cockpit.server.routes());
        routes.removeIf(route -> !route.contains(" /api/"));

        assertThat(description.routes()).isEqualTo(routes);
    }

    @Test
    void knowsEveryErrorCode() {
        assertThat(description.document().at("/components/schemas/ErrorCode/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void describesWhatModelsAndRuntimesAnswer() throws Exception {
        get("/api/v1/models", "/api/v1/models");
        post("/api/v1/models/plan", "/api/v1/models/plan", FIRST, 200);
        HttpResponse<String> install = post("/api/v1/models/install", "/api/v1/models/install", FIRST, 202);
        String operation = install.headers().firstValue("Location").orElseThrow();
        assertThat(cockpit.ended(operation).get("state").asText()).isEqualTo("succeeded");
        get("/api/v1/models/operations/{id}", operation);
        get("/api/v1/models/operations/{id}/logs", operation + "/logs");
        get("/api/v1/models/operations", "/api/v1/models/operations?state=succeeded&limit=5");
        get("/api/v1/models/providers", "/api/v1/models/providers?query=first&provider=hf&runtime=vllm&limit=3");
        get("/api/v1/models/{provider}/catalog", "/api/v1/models/ollama/catalog");

        JsonNode activated =
                cockpit.run("/api/v1/models/activate", FIRST.replace("}", ",\"runtime\":\"vllm\",\"drain\":\"kill\"}"));
        assertThat(activated.get("state").asText()).as(activated.toString()).isEqualTo("succeeded");
        get("/api/v1/models", "/api/v1/models");
        post("/api/v1/models/plan", "/api/v1/models/plan", FIRST, 200);
        get("/api/v1/runtimes", "/api/v1/runtimes");
        get("/api/v1/runtimes/{id}", "/api/v1/runtimes/vllm");
        get("/api/v1/runtimes/{id}/diagnostics", "/api/v1/runtimes/vllm/diagnostics");
        get("/api/v1/runtimes/{id}/logs", "/api/v1/runtimes/vllm/logs?tail=3");
        get("/api/v1/system", "/api/v1/system");
        post("/api/v1/runtimes/{id}/try", "/api/v1/runtimes/vllm/try", "{\"prompt\":\"Once\"}", 200);
        for (String action : List.of("restart", "stop")) {
            HttpResponse<String> accepted =
                    post("/api/v1/runtimes/{id}/" + action, "/api/v1/runtimes/vllm/" + action, "{}", 202);
            cockpit.ended(accepted.headers().firstValue("Location").orElseThrow());
        }
        HttpResponse<String> deactivation =
                post("/api/v1/models/deactivate", "/api/v1/models/deactivate", "{\"runtime\":\"vllm\"}", 202);
        cockpit.ended(deactivation.headers().firstValue("Location").orElseThrow());
        post("/api/v1/runtimes/{id}/start", "/api/v1/runtimes/vllm/start", "{}", 404);
    }

    @Test
    void verifyingTellsWhatWasBadAndWhatWasMended() throws Exception {
        cockpit.run("/api/v1/models/install", FIRST);
        Path weights = cockpit.manager
                .models()
                .get(ModelRef.parse("hf:org/first"))
                .location()
                .resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);

        for (String request : List.of("{}", FIRST.replace("}", ",\"repair\":true}"))) {
            HttpResponse<String> accepted = post("/api/v1/models/verify", "/api/v1/models/verify", request, 202);
            String address = accepted.headers().firstValue("Location").orElseThrow();
            JsonNode verified = cockpit.ended(address).at("/verified/0");
            get("/api/v1/models/operations/{id}", address);

            boolean repairs = request.contains("repair");
            assertThat(verified.get("ok").asBoolean()).isEqualTo(repairs);
            assertThat(verified.get("bad_files")).hasSize(repairs ? 0 : 1);
            assertThat(verified.get("mended_files")).hasSize(repairs ? 1 : 0);
        }
    }

    @Test
    void describesWhatItRefuses() throws Exception {
        post("/api/v1/models/plan", "/api/v1/models/plan", "{]", 400);
        post("/api/v1/models/plan", "/api/v1/models/plan", FIRST.replace("first", "absent"), 404);
        post("/api/v1/models/remove", "/api/v1/models/remove", FIRST.replace("first", "absent"), 404);
        post("/api/v1/models/verify", "/api/v1/models/verify", FIRST.replace("first", "absent"), 404);
        post("/api/v1/models/verify", "/api/v1/models/verify", "{\"model\":\"org/first\"}", 400);
        post("/api/v1/models/activate", "/api/v1/models/activate", FIRST.replace("}", ",\"runtime\":\"none\"}"), 404);
        post("/api/v1/models/install", "/api/v1/models/install", "\"" + "x".repeat(100_000) + "\"", 413);
        post("/api/v1/models/operations/{id}/retry", NONE + "/retry", "{}", 404);
        problem("GET", "/api/v1/models/operations/{id}", cockpit.get(NONE), 404);
        problem("DELETE", "/api/v1/models/operations/{id}", cockpit.delete(NONE), 404);
        problem("GET", "/api/v1/runtimes/{id}", cockpit.get("/api/v1/runtimes/none"), 404);
        problem("GET", "/api/v1/models/operations", cockpit.get("/api/v1/models/operations?limit=0"), 400);
    }

    private void get(String path, String address) throws Exception {
        HttpResponse<String> response = cockpit.get(address);
        assertDescribed("GET", path, response, 200, "application/json");
    }

    private HttpResponse<String> post(String path, String address, String body, int status) throws Exception {
        HttpResponse<String> response = cockpit.post(address, body);
        assertDescribed("POST", path, response, status, status < 400 ? "application/json" : PROBLEM);
        return response;
    }

    private void problem(String method, String path, HttpResponse<String> response, int status) throws Exception {
        assertDescribed(method, path, response, status, PROBLEM);
    }

    private void assertDescribed(
            String method, String path, HttpResponse<String> response, int status, String mediaType) throws Exception {
        assertThat(response.statusCode())
                .as("%s %s: %s", method, path, response.body())
                .isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(mediaType);
        JsonNode schema = description
                .answer(method, path, status)
                .path("content")
                .path(mediaType)
                .path("schema");
        assertThat(schema.isMissingNode())
                .as("%s %s %d is described", method, path, status)
                .isFalse();
        assertThat(description.complaints(schema, response.body()))
                .as("%s %s: %s", method, path, response.body())
                .isEmpty();
    }
}
