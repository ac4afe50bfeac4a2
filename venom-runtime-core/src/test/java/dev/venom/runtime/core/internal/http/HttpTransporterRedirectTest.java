package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.http.LoopbackServer.Request;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.Origin;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransporterRedirectTest {
    private final HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()));

    @AfterEach
    void close() {
        transporter.close();
    }

    @Test
    void sendsTheTokenToItsOwnOriginOnlyThroughAChainThatComesBack() throws Exception {
        try (LoopbackServer foreign = LoopbackServer.start((request, out) ->
                        Answers.redirect(out, 302, request.target().substring("/?to=".length())));
                LoopbackServer hub = LoopbackServer.start((request, out) -> {
                    String self = "http://" + request.header("Host").orElseThrow();
                    switch (request.target()) {
                        case "/start" -> Answers.redirect(out, 307, foreign.uri("/?to=" + self + "/back"));
                        case "/back" -> Answers.redirect(out, 302, foreign.uri("/?to=" + self + "/end"));
                        default -> Answers.ok(out, "bytes");
                    }
                })) {
            HttpCall call = HttpCall.get(hub.uri("/start"))
                    .withHeader("Cookie", "session=1")
                    .withCredential(Credential.bearer(Origin.of(hub.uri("/")), "hf_secret"));

            assertThat(text(TransportRequest.of(call))).isEqualTo("bytes");

            assertThat(hub.requests()).extracting(Request::target).containsExactly("/start", "/back", "/end");
            assertThat(hub.requests())
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).contains("Bearer hf_secret"));
            assertThat(hub.requests())
                    .allSatisfy(request -> assertThat(request.header("Cookie")).contains("session=1"));
            assertThat(foreign.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKeys("authorization", "cookie"));
        }
    }

    @Test
    void withholdsATokenOfAnotherOriginFromTheFirstHopToo() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.ok(out, "bytes"))) {
            Origin otherPort = new Origin("http", "127.0.0.1", server.port() + 1);
            text(TransportRequest.of(
                    HttpCall.get(server.uri("/")).withCredential(Credential.bearer(otherPort, "hf_secret"))));

            assertThat(server.requests().get(0).header("Authorization")).isEmpty();
        }
    }

    @Test
    void asksForTheRangeAgainAtEachHop() throws Exception {
        try (LoopbackServer cdn = LoopbackServer.start(
                        (request, out) -> Answers.status(out, 206, "cde", "Content-Range: bytes 2-4/9"));
                LoopbackServer hub =
                        LoopbackServer.start((request, out) -> Answers.redirect(out, 302, cdn.uri("/blob?sig=1")))) {
            TransportRequest request =
                    TransportRequest.of(HttpCall.get(hub.uri("/file"))).withRange(ByteRange.of(2, 5));

            TransportResponse<String> response = transporter.exchange(request, BodyHandlers.ofString());

            assertThat(ContentRange.of(response.head().headers()))
                    .contains(new ContentRange(2, 5, java.util.OptionalLong.of(9)));
            assertThat(hub.requests().get(0).header("Range")).contains("bytes=2-4");
            assertThat(cdn.requests().get(0).header("Range")).contains("bytes=2-4");
            assertThat(cdn.requests().get(0).header("Accept-Encoding")).contains("identity");
            assertThat(cdn.requests().get(0).header("User-Agent").orElseThrow())
                    .matches("venom-runtime/\\S+ java/\\d+");
        }
    }

    @Test
    void followsRelativeLocationsAndThoseWithCharactersThatNeedEscapes() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            switch (request.target()) {
                case "/a/b" -> Answers.redirect(out, 301, "../c?x=1");
                case "/c?x=1" -> Answers.redirect(out, 308, "?x=2");
                case "/c?x=2" -> Answers.redirect(out, 302, "/with blank|bar#fragment");
                default -> Answers.ok(out, request.target());
            }
        })) {
            assertThat(text(TransportRequest.of(HttpCall.get(server.uri("/a/b")))))
                    .isEqualTo("/with%20blank%7Cbar");
        }
    }

    @Test
    void endsACircle() {
        try (LoopbackServer server = LoopbackServer.start(
                (request, out) -> Answers.redirect(out, 302, request.target().equals("/a") ? "/b" : "/a"))) {
            assertUnavailable(server.uri("/a?signature=secret"), "in a circle");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void endsAChainThatIsTooLong() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.redirect(
                out, 302, "/" + (Integer.parseInt(request.target().substring(1)) + 1)))) {
            assertUnavailable(server.uri("/0"), "more than 20 times");
            assertThat(server.requests()).hasSize(21);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "http://",
                "http:///x",
                "jar:file:/x!/y",
                "http://[::1"
            })
    void refusesLocationsThatAreNoHttpAddress(String location) {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.redirect(out, 302, location))) {
            assertUnavailable(server.uri("/"), "redirects to");
        }
    }

    @Test
    void returnsARedirectWithoutLocationAsAnAnswer() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.status(out, 302, "where?"))) {
            assertThat(text(TransportRequest.of(HttpCall.get(server.uri("/"))))).isEqualTo("where?");
        }
    }

    @Test
    void turnsAPostIntoAGetAfterSeeOtherButNotAfterATemporaryRedirect() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            switch (request.target()) {
                case "/303" -> Answers.redirect(out, 303, "/end");
                case "/307" -> Answers.redirect(out, 307, "/end");
                default -> Answers.ok(out, request.method() + " " + request.body().length);
            }
        })) {
            HttpCall post = HttpCall.of("POST", server.uri("/303")).withJson("{}");
            assertThat(text(TransportRequest.of(post))).isEqualTo("GET 0");
            HttpCall kept = HttpCall.of("POST", server.uri("/307")).withJson("{}");
            assertThat(text(TransportRequest.of(kept))).isEqualTo("POST 2");
        }
    }

    @Test
    void letsTheJudgeEndACallBeforeARedirectIsFollowed() {
        try (LoopbackServer cdn = LoopbackServer.start((request, out) -> Answers.ok(out, "bytes"));
                LoopbackServer hub = LoopbackServer.start((request, out) -> Answers.redirect(out, 302, cdn.uri("/")))) {
            TransportRequest judged = TransportRequest.of(HttpCall.get(hub.uri("/")))
                    .withJudge(head -> Optional.of(new VenomException(ErrorCode.GATED, "status " + head.status(), "")));

            assertThatThrownBy(() -> text(judged))
                    .isInstanceOf(VenomException.class)
                    .hasMessage("status 302");
            assertThat(cdn.requests()).isEmpty();
        }
    }

    @Test
    void judgesTheCallsOwnOriginOnly() throws Exception {
        try (LoopbackServer cdn = LoopbackServer.start((request, out) -> Answers.status(out, 403, "expired"));
                LoopbackServer hub = LoopbackServer.start((request, out) -> Answers.redirect(out, 302, cdn.uri("/")))) {
            TransportRequest judged = TransportRequest.of(HttpCall.get(hub.uri("/")))
                    .withJudge(head -> head.status() == 403
                            ? Optional.of(new VenomException(ErrorCode.GATED, "no", ""))
                            : Optional.empty());

            assertThat(text(judged)).isEqualTo("expired");
        }
    }

    @Test
    void endsACallWhoseJudgeIsDefective() {
        try (LoopbackServer hub = LoopbackServer.start((request, out) -> Answers.ok(out, "bytes"))) {
            IllegalStateException defect = new IllegalStateException("defect");

            assertThatThrownBy(() ->
                            text(TransportRequest.of(HttpCall.get(hub.uri("/"))).withJudge(head -> {
                                throw defect;
                            })))
                    .isSameAs(defect);
        }
    }

    @Test
    void doesNotWaitForASilentBodyOfARedirectAndEndsItsConnection() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            if (request.target().equals("/end")) {
                Answers.ok(out, "bytes");
            } else {
                Answers.head(out, 302, 1000, "Location: /end");
                request.awaitEnd();
                ended.countDown();
            }
        })) {
            assertThat(text(TransportRequest.of(HttpCall.get(server.uri("/"))))).isEqualTo("bytes");
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void refusesToLeaveHttpsForHttpWithACredential() {
        URI secure = URI.create("https://hub.example/file");
        RedirectChain itinerary = new RedirectChain(
                HttpCall.get(secure).withCredential(Credential.bearer(Origin.of(secure), "hf_secret")));

        assertThatThrownBy(() -> itinerary.follow(Heads.of(302, secure, "Location", "http://hub.example/file")))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("from https to plain http");
    }

    private String text(TransportRequest request) throws Exception {
        return transporter.exchange(request, BodyHandlers.ofString()).body();
    }

    private void assertUnavailable(URI uri, String reason) {
        assertThatThrownBy(() -> text(TransportRequest.of(HttpCall.get(uri))))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE))
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
    }
}
