package dev.venom.runtime.core.internal.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.http.RuntimeTransport;
import dev.venom.runtime.core.internal.http.Wire;
import dev.venom.runtime.core.internal.http.WireOptions;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The driver against scripted answers as llama.cpp's server gives them. */
class OpenAiDriverTest {
    private final OpenAiDriver driver = new OpenAiDriver();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Wire wire = Wire.unpaced(WireOptions.of(Map.of()));
    private HttpServer server;
    private DriverContext context;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            Answer answer = answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, "{}"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        RuntimeSpec spec = RuntimeSpec.builder(
                        "llama",
                        "openai",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .build();
        context = new DriverContext(
                spec, new RuntimeTransport(() -> wire), new HostSettings(Map.of()), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        wire.close();
    }

    @Test
    void isNotWellWhileItLoadsItsModel() {
        answers.put("/health", new Answer(503, "{\"error\":{\"message\":\"Loading model\"}}"));

        HealthReport report = driver.health(context);

        assertThat(report.health()).isEqualTo(Health.UNHEALTHY);
        assertThat(report.detail()).contains("loading its model");
    }

    @Test
    void tellsNamesAndVersion() {
        answers.put("/health", new Answer(200, "{\"status\":\"ok\"}"));
        answers.put("/v1/models", new Answer(200, "{\"data\":[{\"id\":\"tiny\"}]}"));
        answers.put("/props", new Answer(200, "{\"build_info\":\"b4242-abc\"}"));

        HealthReport report = driver.health(context);

        assertThat(report.health()).isEqualTo(Health.HEALTHY);
        assertThat(report.servedNames()).containsExactly("tiny");
        assertThat(driver.version(context)).contains("b4242-abc");
    }

    @Test
    void asksForModelsWhereThereIsNoHealth() {
        answers.put("/v1/models", new Answer(200, "{\"data\":[{\"id\":\"tiny\"}]}"));

        assertThat(driver.health(context).health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void tellsHowBusyItIsByMetricsOrBySlots() {
        assertThat(driver.activity(context).runningRequests()).isEmpty();
        answers.put(
                "/slots", new Answer(200, "[{\"id\":0,\"is_processing\":true},{\"id\":1,\"is_processing\":false}]"));
        assertThat(driver.activity(context).runningRequests()).hasValue(1);
        answers.put(
                "/metrics",
                new Answer(
                        200,
                        "llamacpp:requests_processing 2\nllamacpp:requests_deferred 3\n"
                                + "llamacpp:tokens_predicted_total 40\nllamacpp:prompt_tokens_total 2\n"));
        assertThat(driver.activity(context).runningRequests()).hasValue(2);
        assertThat(driver.activity(context).waitingRequests()).hasValue(3);
        assertThat(driver.activity(context).workCounter()).hasValue(42);
    }

    @Test
    void countsWhatMovesWithinARequest() {
        String busy = "llamacpp:requests_processing 1\nllamacpp:tokens_predicted_total 0\n";
        answers.put("/metrics", new Answer(200, busy));
        assertThat(driver.activity(context).pace()).isEqualTo(Activity.Pace.BY_REQUEST);
        answers.put("/metrics", new Answer(200, busy + "llamacpp:n_decode_total 27\n"));
        assertThat(driver.activity(context).pace()).isEqualTo(Activity.Pace.BY_BATCH);
        assertThat(driver.activity(context).workCounter()).hasValue(27);

        answers.put(
                "/metrics", new Answer(200, "sglang:num_running_reqs{model=\"m\"} 2.0\nsglang:num_queue_reqs 1.0\n"));
        assertThat(driver.activity(context).runningRequests()).hasValue(2);
        assertThat(driver.activity(context).waitingRequests()).hasValue(1);

        answers.put("/metrics", new Answer(200, "python_info 1.0\n"));
        answers.put(
                "/slots",
                new Answer(
                        200,
                        "[{\"id\":0,\"is_processing\":true,\"id_task\":3,\"n_prompt_tokens_processed\":6,"
                                + "\"next_token\":[{\"n_decoded\":40}]},{\"id\":1,\"is_processing\":true,"
                                + "\"next_token\":{\"n_decoded\":2}}]"));
        assertThat(driver.activity(context).runningRequests()).hasValue(2);
        assertThat(driver.activity(context).workCounter()).hasValue(51);
        assertThat(driver.activity(context).pace()).isEqualTo(Activity.Pace.BY_BATCH);
    }

    @Test
    void doesNotDisturbASleeper() {
        answers.put("/health", new Answer(200, "{\"status\":\"ok\"}"));
        answers.put("/metrics", new Answer(200, "llamacpp:requests_processing 0\n"));
        assertThat(driver.health(context).rest()).isEqualTo(Rest.NEVER);
        answers.put("/props", new Answer(200, "{\"is_sleeping\":false}"));
        assertThat(driver.health(context).rest()).isEqualTo(Rest.AWAKE);
        asked.clear();

        answers.put("/props", new Answer(200, "{\"is_sleeping\":true}"));
        HealthReport report = driver.health(context);

        assertThat(report.rest()).isEqualTo(Rest.ASLEEP);
        assertThat(report.detail()).contains("the next request wakes it");
        assertThat(driver.activity(context).isBusy()).isFalse();
        assertThat(asked).containsOnly("/health", "/props", "/v1/models");
    }

    @Test
    void knowsByItsCommandThatItNeverSleeps() {
        answers.put("/health", new Answer(200, "{}"));
        answers.put("/props", new Answer(200, "{\"is_sleeping\":false}"));

        assertThat(driver.health(started("/opt/llama-server", "-m", "x")).rest())
                .isEqualTo(Rest.NEVER);
        assertThat(driver.health(started("/opt/llama-server", "--sleep-idle-seconds", "20"))
                        .rest())
                .isEqualTo(Rest.AWAKE);
        assertThat(driver.health(started("/opt/script.sh")).rest()).isEqualTo(Rest.AWAKE);
        assertThat(driver.probeInterval(context.spec()))
                .as("it may have one slot")
                .isEmpty();
    }

    private DriverContext started(String... command) {
        RuntimeSpec spec = RuntimeSpec.builder("llama", "openai", context.spec().baseUri())
                .command(List.of(command))
                .build();
        return new DriverContext(spec, new RuntimeTransport(() -> wire), new HostSettings(Map.of()), Clock.systemUTC());
    }

    @Test
    void provesAWriterByATokenAndAnEncoderByAnEmbedding() {
        answers.put("/v1/completions", new Answer(200, "{\"choices\":[{\"text\":\" the\"}]}"));
        driver.prove("tiny", context);

        answers.put(
                "/v1/completions",
                new Answer(501, "{\"error\":{\"message\":\"This server does not support completions.\"}}"));
        answers.put("/v1/embeddings", new Answer(200, "{\"data\":[{\"embedding\":[0.5,-0.25]}]}"));
        driver.prove("tiny", context);

        answers.put("/v1/embeddings", new Answer(200, "{\"data\":[{\"embedding\":[]}]}"));
        assertThatThrownBy(() -> driver.prove("tiny", context))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("without an embedding");
    }

    @Test
    void showsWhatAWriterAndAnEncoderMakeOfAPrompt() {
        answers.put("/v1/completions", new Answer(200, "{\"choices\":[{\"text\":\" upon a time\"}]}"));
        assertThat(driver.sample("tiny", "Once", context)).isEqualTo(new Sample.Text(" upon a time"));

        answers.put("/v1/completions", new Answer(501, "{}"));
        answers.put("/v1/embeddings", new Answer(200, "{\"data\":[{\"embedding\":[0.5,-0.25,1e-3]}]}"));
        assertThat(driver.sample("tiny", "Once", context)).isEqualTo(new Sample.Embedding(List.of(0.5, -0.25, 0.001)));

        answers.put("/v1/embeddings", new Answer(500, "{}"));
        assertThatThrownBy(() -> driver.sample("tiny", "Once", context))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("it answered 500");
    }

    @Test
    void readsItsLog() {
        assertThat(driver.diagnose(List.of(
                        "llama_model_load: error loading model: unknown model architecture: 'neverheard'",
                        "main: exiting due to model loading error")))
                .hasValueSatisfying(diagnosis -> {
                    assertThat(diagnosis.deterministic()).isTrue();
                    assertThat(diagnosis.cause()).contains("neverheard");
                });
        assertThat(driver.diagnose(List.of("main: couldn't bind HTTP server socket, hostname: 127.0.0.1, port: 8080")))
                .hasValueSatisfying(
                        diagnosis -> assertThat(diagnosis.deterministic()).isFalse());
        assertThat(driver.diagnose(List.of("main: server is listening on http://127.0.0.1:8080")))
                .isEmpty();
    }

    private record Answer(int status, String body) {}
}
