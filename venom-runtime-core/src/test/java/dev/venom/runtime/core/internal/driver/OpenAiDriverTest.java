package dev.venom.runtime.core.internal.driver;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.RuntimeTransport;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The driver against scripted answers as llama.cpp's server gives them. */
class OpenAiDriverTest {
    @RegisterExtension
    private static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
            .build();

    private final OpenAiDriver driver = new OpenAiDriver();
    private final HttpTransporter transporter = HttpTransporter.unpaced(TransportOptions.of(Map.of()));
    private final DriverContext context = context(
            RuntimeSpec.builder("llama", "openai", URI.create(SERVER.baseUrl())).build());

    @AfterEach
    void stop() {
        transporter.close();
    }

    private DriverContext context(RuntimeSpec spec) {
        return new DriverContext(
                spec, new RuntimeTransport(() -> transporter), new HostSettings(Map.of()), Clock.systemUTC());
    }

    private static void answer(String path, int status, String body) {
        SERVER.stubFor(any(urlPathEqualTo(path))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    @Test
    void isNotWellWhileItLoadsItsModel() {
        answer("/health", 503, "{\"error\":{\"message\":\"Loading model\"}}");

        HealthReport report = driver.health(context);

        assertThat(report.health()).isEqualTo(Health.UNHEALTHY);
        assertThat(report.detail()).contains("loading its model");
    }

    @Test
    void tellsNamesAndVersion() {
        answer("/health", 200, "{\"status\":\"ok\"}");
        answer("/v1/models", 200, "{\"data\":[{\"id\":\"tiny\"}]}");
        answer("/props", 200, "{\"build_info\":\"b4242-abc\"}");

        HealthReport report = driver.health(context);

        assertThat(report.health()).isEqualTo(Health.HEALTHY);
        assertThat(report.servedNames()).containsExactly("tiny");
        assertThat(driver.version(context)).contains("b4242-abc");
    }

    @Test
    void asksForModelsWhereThereIsNoHealth() {
        answer("/v1/models", 200, "{\"data\":[{\"id\":\"tiny\"}]}");

        assertThat(driver.health(context).health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void tellsHowBusyItIsByMetricsOrBySlots() {
        assertThat(driver.activity(context).runningRequests()).isEmpty();
        answer("/slots", 200, "[{\"id\":0,\"is_processing\":true},{\"id\":1,\"is_processing\":false}]");
        assertThat(driver.activity(context).runningRequests()).hasValue(1);
        answer(
                "/metrics",
                200,
                "llamacpp:requests_processing 2\nllamacpp:requests_deferred 3\n"
                        + "llamacpp:tokens_predicted_total 40\nllamacpp:prompt_tokens_total 2\n");
        assertThat(driver.activity(context).runningRequests()).hasValue(2);
        assertThat(driver.activity(context).waitingRequests()).hasValue(3);
        assertThat(driver.activity(context).workCounter()).hasValue(42);
    }

    @Test
    void countsWhatMovesWithinARequest() {
        String busy = "llamacpp:requests_processing 1\nllamacpp:tokens_predicted_total 0\n";
        answer("/metrics", 200, busy);
        assertThat(driver.activity(context).pace()).isEqualTo(Activity.Pace.BY_REQUEST);
        answer("/metrics", 200, busy + "llamacpp:n_decode_total 27\n");
        assertThat(driver.activity(context).pace()).isEqualTo(Activity.Pace.BY_BATCH);
        assertThat(driver.activity(context).workCounter()).hasValue(27);

        answer("/metrics", 200, "sglang:num_running_reqs{model=\"m\"} 2.0\nsglang:num_queue_reqs 1.0\n");
        assertThat(driver.activity(context).runningRequests()).hasValue(2);
        assertThat(driver.activity(context).waitingRequests()).hasValue(1);

        answer("/metrics", 200, "python_info 1.0\n");
        answer(
                "/slots",
                200,
                "[{\"id\":0,\"is_processing\":true,\"id_task\":3,\"n_prompt_tokens_processed\":6,"
                        + "\"next_token\":[{\"n_decoded\":40}]},{\"id\":1,\"is_processing\":true,"
                        + "\"next_token\":{\"n_decoded\":2}}]");
        assertThat(driver.activity(context).runningRequests()).hasValue(2);
        assertThat(driver.activity(context).workCounter()).hasValue(51);
        assertThat(driver.activity(context).pace()).isEqualTo(Activity.Pace.BY_BATCH);
    }

    @Test
    void doesNotDisturbASleeper() {
        answer("/health", 200, "{\"status\":\"ok\"}");
        answer("/metrics", 200, "llamacpp:requests_processing 0\n");
        assertThat(driver.health(context).rest()).isEqualTo(Rest.NEVER);
        answer("/props", 200, "{\"is_sleeping\":false}");
        assertThat(driver.health(context).rest()).isEqualTo(Rest.AWAKE);
        SERVER.resetRequests();

        answer("/props", 200, "{\"is_sleeping\":true}");
        HealthReport report = driver.health(context);

        assertThat(report.rest()).isEqualTo(Rest.ASLEEP);
        assertThat(report.detail()).contains("the next request wakes it");
        assertThat(driver.activity(context).isBusy()).isFalse();
        assertThat(SERVER.getAllServeEvents())
                .extracting(event -> event.getRequest().getUrl())
                .containsOnly("/health", "/props", "/v1/models");
    }

    @Test
    void knowsByItsCommandThatItNeverSleeps() {
        answer("/health", 200, "{}");
        answer("/props", 200, "{\"is_sleeping\":false}");

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
        return context(RuntimeSpec.builder("llama", "openai", context.spec().baseUri())
                .command(List.of(command))
                .build());
    }

    @Test
    void provesAWriterByATokenAndAnEncoderByAnEmbedding() {
        answer("/v1/completions", 200, "{\"choices\":[{\"text\":\" the\"}]}");
        driver.prove("tiny", context);

        answer("/v1/completions", 501, "{\"error\":{\"message\":\"This server does not support completions.\"}}");
        answer("/v1/embeddings", 200, "{\"data\":[{\"embedding\":[0.5,-0.25]}]}");
        driver.prove("tiny", context);

        answer("/v1/embeddings", 200, "{\"data\":[{\"embedding\":[]}]}");
        assertThatThrownBy(() -> driver.prove("tiny", context))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("without an embedding");
    }

    @Test
    void showsWhatAWriterAndAnEncoderMakeOfAPrompt() {
        answer("/v1/completions", 200, "{\"choices\":[{\"text\":\" upon a time\"}]}");
        assertThat(driver.sample("tiny", "Once", context)).isEqualTo(new Sample.Text(" upon a time"));

        answer("/v1/completions", 501, "{}");
        answer("/v1/embeddings", 200, "{\"data\":[{\"embedding\":[0.5,-0.25,1e-3]}]}");
        assertThat(driver.sample("tiny", "Once", context)).isEqualTo(new Sample.Embedding(List.of(0.5, -0.25, 0.001)));

        answer("/v1/embeddings", 500, "{}");
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
}
