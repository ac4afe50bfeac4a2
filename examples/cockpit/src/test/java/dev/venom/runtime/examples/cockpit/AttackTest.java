package dev.venom.runtime.examples.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cockpit.guard.AccessToken;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others on a network, and pages of other sites in the operator's browser, could try. */
class AttackTest {
    private static final String SECRET = "hf_secretOfThisTest";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String INSTALL = "/api/v1/models/install";

    @TempDir
    private Path directory;

    private ModelManager manager;
    private CockpitServer server;

    @BeforeEach
    void start() {
        manager = ModelManager.builder()
                .environment(Map.of("PATH", "/usr/bin:/bin"))
                .cacheDirectory(directory)
                .setting("HF_TOKEN", SECRET)
                .setting("HF_ENDPOINT", "http://127.0.0.1:1")
                .setting("OLLAMA_HOST", "http://127.0.0.1:1")
                .build();
        server = CockpitServer.start(manager, "127.0.0.1", 0, Optional.empty());
    }

    @AfterEach
    void stop() {
        server.close();
        manager.close();
    }

    @Test
    void refusesNamesThatAreNotItsOwn() throws IOException {
        assertThat(send("GET /api/v1/models HTTP/1.1\r\nHost: rebound.example\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(send("GET / HTTP/1.1\r\nHost: rebound.example\r\n")).startsWith("HTTP/1.1 421");
        assertThat(send("GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesPagesOfOtherSites() throws IOException {
        assertThat(send(post(INSTALL, JSON + "Origin: https://evil.example\r\n", "{}")))
                .startsWith("HTTP/1.1 403");
        assertThat(send(post(INSTALL, JSON + "Origin: null\r\n", "{}"))).startsWith("HTTP/1.1 403");
        assertThat(send("GET /api/v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: cross-site\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void takesNoForms() throws IOException {
        assertThat(send(post(INSTALL, "Content-Type: text/plain\r\n", "{\"provider\":\"hf\"}")))
                .startsWith("HTTP/1.1 415");
        assertThat(send(post(INSTALL, "Content-Type: application/x-www-form-urlencoded\r\n", "provider=hf")))
                .startsWith("HTTP/1.1 415");
    }

    @Test
    void takesNoLargeBodies() throws IOException {
        assertThat(send(post(INSTALL, JSON, "{\"provider\":\"" + "x".repeat(100_000) + "\"}")))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void servesNothingButThePage() throws IOException {
        assertThat(send("GET /page/..%2f..%2fCockpit.class HTTP/1.1\r\nHost: localhost\r\n"))
                .doesNotStartWith("HTTP/1.1 200");
        assertThat(send("GET /page/../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n"))
                .doesNotStartWith("HTTP/1.1 200");
        assertThat(send("GET /vendor/main.class HTTP/1.1\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void letsNobodyAddHeaders() throws IOException {
        String answer = send("GET /api/v1/models/operations/x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\n");

        assertThat(answer).doesNotContain("\nSet-Cookie");
    }

    @Test
    void tellsNeitherStackTracesNorSecrets() throws IOException {
        String answers = send(post(INSTALL, JSON, "{]"))
                + send(post(INSTALL, JSON, "[]"))
                + send(post(INSTALL, JSON, "{\"provider\":\"hf\",\"model\":\"../../etc/passwd\"}"))
                + send(post("/api/v1/models/plan", JSON, "{\"provider\":\"hf\",\"model\":\"a/b\"}"))
                + send("GET /api/v1/runtimes/none HTTP/1.1\r\nHost: localhost\r\n")
                + send("GET /api/v1/system HTTP/1.1\r\nHost: localhost\r\n");

        assertThat(answers).doesNotContain("\tat ", "Exception", SECRET, "HTTP/1.1 500");
        assertThat(answers).contains("application/problem+json", "INVALID_REQUEST", "RUNTIME_NOT_FOUND");
    }

    @Test
    void letsBrowsersRunItsOwnScriptsAlone() throws IOException {
        assertThat(send("GET / HTTP/1.1\r\nHost: localhost\r\n"))
                .contains(
                        "default-src 'none'; script-src 'self'; style-src 'self'", "frame-ancestors 'none'", "nosniff")
                .doesNotContain("unsafe-inline", "Access-Control-Allow", "Server: Jetty");
    }

    @Test
    void wantsTheTokenWhereThereIsOne() throws IOException {
        server.close();
        server = CockpitServer.start(manager, "127.0.0.1", 0, Optional.of(AccessToken.of("open sesame")));
        String get = "GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\n";

        assertThat(send(get)).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer");
        assertThat(send(get + "Authorization: Bearer open sesam\r\n")).startsWith("HTTP/1.1 401");
        assertThat(send(get + "Authorization: Basic open sesame\r\n")).startsWith("HTTP/1.1 401");
        assertThat(send(get + "Authorization: Bearer open sesame\r\n")).startsWith("HTTP/1.1 200");
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    private String send(String request) throws IOException {
        String whole = request.startsWith("POST") ? request : request + "Connection: close\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
