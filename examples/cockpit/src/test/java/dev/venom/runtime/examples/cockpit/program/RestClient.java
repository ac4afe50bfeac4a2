package dev.venom.runtime.examples.cockpit.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;

/** The Cockpit's REST, as a program uses it. */
final class RestClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String TERMINAL = "succeeded|failed|cancelled";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI cockpit;

    RestClient(URI cockpit) {
        this.cockpit = cockpit;
    }

    JsonNode get(String path) throws Exception {
        return JSON.readTree(send(request(path).GET()).body());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Begins long work, and follows the events until it has ended. */
    JsonNode run(String path, String body) throws Exception {
        HttpResponse<Stream<String>> events = client.send(
                request("/api/v1/models/events")
                        .header("Accept", "text/event-stream")
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = events.body()) {
            HttpResponse<String> accepted = post(path, body);
            if (accepted.statusCode() != 202) {
                throw new AssertionError(path + " answered " + accepted.statusCode() + ": " + accepted.body());
            }
            String id = JSON.readTree(accepted.body()).path("operation_id").asText();
            return lines.filter(line -> line.startsWith("data:") && line.contains(id))
                    .map(RestClient::data)
                    .filter(operation -> operation.path("id").asText().equals(id))
                    .filter(operation -> operation.path("state").asText().matches(TERMINAL))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static JsonNode data(String line) {
        try {
            return JSON.readTree(line.substring("data:".length()));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(line, malformed);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(cockpit.resolve(path)).timeout(LIMIT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
