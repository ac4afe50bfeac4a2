package dev.venom.runtime.core.internal.driver;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.RuntimeTransport;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.runtime.DriverContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of every kind, as their servers answer for them. */
class ModelProofTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @RegisterExtension
    private static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
            .build();

    private final HttpTransporter transporter = HttpTransporter.unpaced(TransportOptions.of(Map.of()));
    private final URI uri = URI.create(SERVER.baseUrl());
    private final RuntimeClient client =
            client(RuntimeSpec.builder("any", "openai", uri).build());

    @BeforeEach
    void start() {
        answerElsewhere(new Answer(404, "{\"error\":{\"message\":\"File Not Found\",\"code\":404}}"));
    }

    @AfterEach
    void stop() {
        transporter.close();
    }

    private static void answer(String path, Answer answer) {
        SERVER.stubFor(any(urlPathEqualTo(path)).willReturn(answer.response()));
    }

    private static void answer(String path, int status, String body) {
        answer(path, new Answer(status, body));
    }

    private static void breakOver(String path) {
        SERVER.stubFor(any(urlPathEqualTo(path)).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    }

    private static void answerElsewhere(Answer answer) {
        SERVER.stubFor(any(anyUrl()).atPriority(10).willReturn(answer.response()));
    }

    /** What was asked, in order. */
    private static List<LoggedRequest> asked() {
        return SERVER.findAll(anyRequestedFor(anyUrl()));
    }

    private static ListAssert<String> assertThatAsked() {
        return assertThat(asked().stream()
                .map(call -> call.getMethod() + " " + call.getUrl())
                .toList());
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments("/v1/completions", "{\"choices\":[{\"text\":\" the\"}]}", "a token"),
                arguments(
                        "/v1/completions",
                        "{\"choices\":[{\"text\":\"\"}],\"usage\":{\"completion_tokens\":1}}",
                        "a token"),
                arguments("/v1/chat/completions", chat("\"content\":\"Hi\""), "a token"),
                arguments("/v1/chat/completions", chat("\"content\":null,\"reasoning_content\":\"Well\""), "a token"),
                arguments("/v1/chat/completions", chat("\"content\":\"\",\"reasoning\":\"Well\""), "a token"),
                arguments("/v1/embeddings", "{\"data\":[{\"embedding\":[0.5]}]}", "an embedding"),
                arguments("/v1/rerank", "{\"results\":[{\"index\":0,\"relevance_score\":-3.5}]}", "a rank"),
                arguments("/rerank", "[{\"index\":0,\"score\":0.9}]", "a rank"),
                arguments("/score", "{\"data\":[{\"index\":0,\"score\":1}]}", "a score"),
                arguments(
                        "/classify",
                        "{\"data\":[{\"label\":\"POSITIVE\",\"probs\":[0.25,0.75],\"num_classes\":2}]}",
                        "a class"),
                arguments("/predict", "[[{\"label\":\"joy\",\"score\":0.75}]]", "a class"),
                arguments("/pooling", "{\"data\":[{\"data\":[[0.5,1],[0.25,2]]}]}", "a pooled vector"),
                arguments("/v1/audio/transcriptions", "{\"text\":\"\"}", "a transcription"),
                arguments("/inference", "{\"text\":\" [BLANK_AUDIO]\"}", "a transcription"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("kinds")
    void asksWhatTheModelCanBeAsked(String path, String answer, String wanted) {
        answer(path, 200, answer);

        assertThat(proof().verdict()).isEqualTo(Verdict.ok("proof", "the model m produced " + wanted));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("kinds")
    void asksAtOnceWhatTheServerLists(String path, String answer, String wanted) {
        answerElsewhere(new Answer(500, "{}"));
        answer("/openapi.json", 200, "{\"paths\":{\"" + path + "\":{},\"/health\":{}}}");
        answer(path, 200, answer);

        assertThat(proof().verdict().detail()).contains(wanted);
        assertThatAsked().containsExactly("GET /openapi.json", "POST " + path);
    }

    static Stream<Arguments> purposes() {
        return Stream.of(
                arguments(List.of("llama-server", "--embeddings"), Map.of(), "/v1/embeddings"),
                arguments(List.of("bash", "-c", "exec llama-server --rerank --port 1"), Map.of(), "/v1/rerank"),
                arguments(List.of("llama-server"), Map.of("LLAMA_ARG_EMBEDDINGS", "1"), "/v1/embeddings"),
                arguments(List.of("llama-server"), Map.of("LLAMA_ARG_EMBEDDINGS", "0"), "/v1/completions"));
    }

    @ParameterizedTest
    @MethodSource("purposes")
    void asksFirstWhatTheServerWasStartedFor(List<String> command, Map<String, String> variables, String path) {
        RuntimeSpecBuilder spec = RuntimeSpec.builder("any", "openai", uri);
        answerElsewhere(new Answer(500, "Segmentation fault"));

        assertThatThrownBy(() -> new ModelProof(
                                client(spec.command(command)
                                        .environment(variables)
                                        .build()),
                                "m",
                                TIMEOUT)
                        .verdict())
                .hasMessageContaining("it answered 500");
        assertThatAsked().containsExactly("GET /openapi.json", "POST " + path);
    }

    @Test
    void asksNothingElseOfAServerThatWasStartedForSomething() {
        RuntimeSpecBuilder spec =
                RuntimeSpec.builder("any", "openai", uri).command(List.of("llama-server", "--embeddings"));
        answer("/v1/embeddings", 400, "{\"message\":\"Pooling type 'none' is not OAI compatible\"}");
        breakOver("/v1/completions");
        answer("/embeddings", 200, "[{\"index\":0,\"embedding\":[[0.5,1],[0.25,2]]}]");
        ModelProof proof = new ModelProof(client(spec.build()), "m", TIMEOUT);
        assertThat(proof.verdict().detail()).isEqualTo("the model m produced an embedding");

        answer("/embeddings", 404, "{}");
        assertThatThrownBy(proof::verdict).hasMessageContaining("Pooling type");
        assertThatAsked().doesNotContain("POST /v1/completions");
    }

    static Stream<Answer> refusals() {
        return Stream.of(
                new Answer(404, ""),
                new Answer(404, "{\"detail\":\"Not Found\"}"),
                new Answer(405, "{\"detail\":\"Method Not Allowed\"}"),
                new Answer(501, "{\"error\":{\"type\":\"not_supported_error\"}}"),
                new Answer(
                        400,
                        "{\"object\":\"error\",\"message\":\"The model does not support Completions API\",\"code\":400}"),
                new Answer(424, "{\"error\":\"model is not an embedding model\",\"error_type\":\"backend\"}"),
                new Answer(
                        200,
                        "{\"error\":\"Unexpected endpoint or method. (POST /v1/completions). Returning 200 anyway\"}"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void goesOnWhereAQuestionIsRefused(Answer refusal) {
        answerElsewhere(refusal);
        answer("/v1/rerank", 200, "{\"results\":[{\"index\":0,\"relevance_score\":0.5}]}");

        assertThat(proof().verdict()).isEqualTo(Verdict.ok("proof", "the model m produced a rank"));
    }

    @Test
    void putsASecondOfSilenceIntoAForm() {
        answer("/v1/audio/transcriptions", 200, "{\"text\":\"\"}");

        proof().verdict();

        LoggedRequest form = asked().get(asked().size() - 1);
        assertThat(form.getHeader("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(new String(form.getBody(), StandardCharsets.ISO_8859_1))
                .contains("name=\"model\"\r\n\r\nm\r\n")
                .contains("name=\"file\"; filename=\"silence.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF")
                .endsWith("--\r\n")
                .hasSizeGreaterThan(32_000);
    }

    @Test
    void callsTheLimitAsTheServerWantsIt() {
        answer(
                "/v1/chat/completions",
                400,
                "{\"error\":\"Unsupported parameter: use 'max_completion_tokens' instead.\"}");

        assertThat(proof().verdict().result()).isEqualTo(Verdict.Result.WARN);
        assertThat(SERVER.findAll(postRequestedFor(urlPathEqualTo("/v1/chat/completions"))))
                .extracting(LoggedRequest::getBodyAsString)
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"max_tokens\":1"),
                        second -> assertThat(second).contains("\"max_completion_tokens\":1"));
    }

    @Test
    void takesHealthAndNameWhereNothingElseIsKnownAndSaysSo() {
        answer("/v1/models", 200, "{\"data\":[{\"id\":\"m\"}]}");
        assertThat(proof().verdict())
                .isEqualTo(
                        Verdict.warn(
                                "proof",
                                "what its server can be asked is not known here: that it is well and serves m is all the proof"));

        answer("/v1/models", 404, "");
        assertThat(proof().verdict().detail()).endsWith("that it is well is all the proof");

        answer("/v1/models", 200, "{\"data\":[{\"id\":\"other\"}]}");
        assertThatThrownBy(() -> proof().verdict()).hasMessageContaining("It serves other, not m.");
    }

    @Test
    void isNotMisledByAServerThatBreaksOverAForm() {
        answer("/v1/models", 200, "{\"data\":[{\"id\":\"m\"}]}");
        breakOver("/v1/audio/transcriptions");
        answer("/inference", 500, "json.decoder.JSONDecodeError");

        assertThat(proof().verdict().result()).isEqualTo(Verdict.Result.WARN);

        answer("/openapi.json", 200, "{\"paths\":{\"/v1/audio/transcriptions\":{}}}");
        assertThatThrownBy(() -> proof().verdict()).hasMessageContaining("Asked for a transcription, m did not answer");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new Answer(500, "{\"error\":\"CUDA error\"}"), "it answered 500: {\"error\":\"CUDA error\"}"),
                arguments(new Answer(503, ""), "it answered 503"),
                arguments(
                        new Answer(404, "{\"error\":{\"message\":\"The model `m` does not exist.\"}}"),
                        "does not exist"),
                arguments(new Answer(400, "{\"message\":\"prompt is too long\"}"), "prompt is too long"),
                arguments(new Answer(200, "<html>"), "is not JSON"),
                arguments(new Answer(200, "{\"choices\":[{\"text\":\"\"}]}"), "it answered without a token"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isNotSatisfiedWithNameAloneWhereTheServerShouldHaveAnswered(Answer failure, String words) {
        answer("/v1/models", 200, "{\"data\":[{\"id\":\"m\"}]}");
        answer("/v1/completions", failure);

        assertThatThrownBy(() -> proof().verdict())
                .isInstanceOfSatisfying(
                        VenomException.class,
                        thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.RUNTIME_UNHEALTHY))
                .hasMessageContaining("Asked for a token of m")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void saysThatNoWaitingMendsAKeyThatIsRefused(int status) {
        answer("/v1/completions", status, "{\"error\":\"Unauthorized\"}");

        assertThatThrownBy(() -> proof().verdict()).isInstanceOfSatisfying(VenomException.class, thrown -> {
            assertThat(thrown.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
            assertThat(thrown.getMessage()).contains("answered " + status, "wants a key");
            assertThat(thrown.hint()).contains("API_KEY");
        });
    }

    @Test
    void showsWhatEachKindMakesOfAPrompt() {
        PromptSample sample = new PromptSample(client, "m");
        answer("/v1/audio/transcriptions", 200, "{\"text\":\"Hello.\"}");
        assertThat(sample.of("any")).isEqualTo(new Sample.Text("Hello."));

        answer("/classify", 200, "{\"data\":[{\"label\":\"joy\",\"probs\":[0.25,0.75]}]}");
        assertThat(sample.of("any")).isEqualTo(new Sample.Scores(List.of(new Sample.Score("joy", 0.75))));

        answer(
                "/rerank",
                200,
                "{\"results\":[{\"index\":1,\"relevance_score\":2},{\"index\":0,\"relevance_score\":-1}]}");
        assertThat(sample.of("What is tea?\nA dog.\nA drink."))
                .isEqualTo(new Sample.Scores(List.of(new Sample.Score("A drink.", 2), new Sample.Score("A dog.", -1))));

        answer("/v1/chat/completions", 200, chat("\"content\":\"\",\"reasoning_content\":\"Let me see\""));
        assertThat(sample.of("Once")).isEqualTo(new Sample.Text("Let me see"));
    }

    @Test
    void saysThatItCannotAskWhatItDoesNotKnow() {
        assertThatThrownBy(() -> new PromptSample(client, "m").of("Once"))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private RuntimeClient client(RuntimeSpec spec) {
        return new RuntimeClient(
                new DriverContext(
                        spec, new RuntimeTransport(() -> transporter), new HostSettings(Map.of()), Clock.systemUTC()),
                Optional.empty());
    }

    private ModelProof proof() {
        return new ModelProof(client, "m", TIMEOUT);
    }

    private static String chat(String message) {
        return "{\"choices\":[{\"message\":{\"role\":\"assistant\"," + message + "}}]}";
    }

    private record Answer(int status, String body) {
        ResponseDefinitionBuilder response() {
            return aResponse().withStatus(status).withBody(body);
        }
    }
}
