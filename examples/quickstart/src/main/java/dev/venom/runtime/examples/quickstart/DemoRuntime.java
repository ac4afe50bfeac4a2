package dev.venom.runtime.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.engine.LocalRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The runtime of the demonstration: a small server with a real engine, described as any other in the file that {@code
 * VENOM_CONFIG} names. Immutable.
 *
 * @param id its name
 * @param address where it answers once it is started
 * @param configuration the file that describes it
 */
record DemoRuntime(String id, URI address, Path configuration) {
    private static final int OK = 200;
    private static final int TOKENS = 40;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    static DemoRuntime describe(Path directory) throws IOException {
        DemoRuntime runtime = new DemoRuntime(
                "demo",
                URI.create("http://127.0.0.1:" + freePort()),
                Path.of(directory + ".json").toAbsolutePath());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode description = document.putArray("runtimes").addObject();
        description
                .put("id", runtime.id())
                .put("kind", "openai")
                .put("base_url", runtime.address().toString())
                .put("supervisor", "process");
        ArrayNode words = description.putArray("command");
        command().forEach(words::add);
        Files.writeString(runtime.configuration(), document.toPrettyString());
        runtime.configuration().toFile().deleteOnExit();
        return runtime;
    }

    /** Lets the model go on with a text. */
    String complete(String model, String prompt) throws IOException, InterruptedException {
        ObjectNode question = JsonNodeFactory.instance
                .objectNode()
                .put("model", model)
                .put("prompt", prompt)
                .put("max_tokens", TOKENS);
        HttpClient client =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address.resolve("/v1/completions"))
                        .timeout(TIMEOUT)
                        .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("The runtime answered " + answer.statusCode() + ": " + answer.body());
        }
        JsonNode text = new ObjectMapper().readTree(answer.body()).at("/choices/0/text");
        return text.asText();
    }

    private static List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String program =
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString();
        return List.of(
                java,
                "-cp",
                program,
                LocalRuntime.class.getName(),
                "--model",
                "${model_path}",
                "--name",
                "${model_name}",
                "--port",
                "${port}");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
