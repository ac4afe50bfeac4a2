package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.Origin;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardProxyTest {
    @Test
    void asksTheProxyForHostsThatOnlyItCanResolve() throws Exception {
        try (LoopbackServer proxy = LoopbackServer.start((request, out) -> Answers.ok(out, request.target()));
                HttpTransporter transporter = wireThrough("HTTP_PROXY", "http://me:pw@127.0.0.1:" + proxy.port())) {
            TransportResponse<String> response = transporter.exchange(
                    TransportRequest.of(HttpCall.get(URI.create("http://hub.invalid/file"))), BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo("http://hub.invalid/file");
            assertThat(proxy.requests().get(0).header("Proxy-Authorization")).contains("Basic bWU6cHc=");
        }
    }

    @Test
    void keepsTheProxysPasswordFromServersThatAreReachedDirectly() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.ok(out, "direct"));
                LoopbackServer proxy =
                        LoopbackServer.start((request, out) -> Answers.redirect(out, 302, server.uri("/")));
                HttpTransporter transporter = wireThrough("HTTP_PROXY", "http://me:pw@127.0.0.1:" + proxy.port())) {
            TransportResponse<String> response = transporter.exchange(
                    TransportRequest.of(HttpCall.get(URI.create("http://hub.invalid/file"))), BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo("direct");
            assertThat(server.requests().get(0).headers()).doesNotContainKey("proxy-authorization");
        }
    }

    @Test
    void opensATunnelForHttpsAndShowsTheProxyNothingElse() throws Exception {
        try (LoopbackServer proxy = LoopbackServer.start((request, out) -> Answers.status(out, 403, "no"));
                HttpTransporter transporter = wireThrough("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port())) {
            URI hub = URI.create("https://hub.invalid/file?signature=secret");
            HttpCall call = HttpCall.get(hub).withCredential(Credential.bearer(Origin.of(hub), "hf_secret"));

            TransportException broken = catchThrowableOfType(
                    TransportException.class,
                    () -> transporter.exchange(TransportRequest.of(call), BodyHandlers.ofString()));

            assertThat(broken.problem()).isEqualTo(TransportProblem.PROXY);
            assertThat(broken)
                    .hasMessageContaining("got: 403")
                    .hasMessageContaining("https://hub.invalid through the proxy 127.0.0.1:" + proxy.port());
            assertThat(proxy.requests()).allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("CONNECT");
                assertThat(request.target()).isEqualTo("hub.invalid:443");
                assertThat(request.headers()).doesNotContainKey("authorization");
            });
        }
    }

    @Test
    void saysWhatToDoWhenATunnelNeedsAPassword() {
        try (LoopbackServer proxy = LoopbackServer.start(
                        (request, out) -> Answers.status(out, 407, "", "Proxy-Authenticate: Basic realm=\"corp\""));
                HttpTransporter transporter = wireThrough("HTTPS_PROXY", "http://me:pw@127.0.0.1:" + proxy.port())) {
            assertThatThrownBy(() -> transporter.exchange(
                            TransportRequest.of(HttpCall.get(URI.create("https://hub.invalid/file"))),
                            BodyHandlers.ofString()))
                    .isInstanceOfSatisfying(VenomException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.NETWORK);
                        assertThat(failure.hint()).contains("jdk.http.auth.tunneling.disabledSchemes");
                    });
            // The JDK drops it by default; should that change, ProxyRefusal's hint has to
            assertThat(proxy.requests().get(0).headers()).doesNotContainKey("proxy-authorization");
        }
    }

    @Test
    void namesAProxyThatRefusesConnections() {
        HttpTransporter transporter = wireThrough("HTTP_PROXY", "http://127.0.0.1:1");
        try (transporter) {
            TransportException broken = catchThrowableOfType(
                    TransportException.class,
                    () -> transporter.exchange(
                            TransportRequest.of(HttpCall.get(URI.create("http://hub.invalid/file"))),
                            BodyHandlers.ofString()));

            assertThat(broken.problem()).isEqualTo(TransportProblem.REFUSED);
            assertThat(broken)
                    .hasMessage("Cannot reach http://hub.invalid through the proxy 127.0.0.1:1: the connection was"
                            + " refused");
        }
    }

    private static HttpTransporter wireThrough(String variable, String value) {
        return new HttpTransporter(TransportOptions.of(Map.of(variable, value)));
    }
}
