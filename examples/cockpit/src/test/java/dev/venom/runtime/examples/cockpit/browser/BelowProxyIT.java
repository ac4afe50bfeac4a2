package dev.venom.runtime.examples.cockpit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.examples.cockpit.program.CockpitProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Cockpit below a path of a site, behind the proxies for which there is a recipe. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BelowProxyIT {
    private static final String LLAMA = "venom/tiny-llama-GGUF";

    private Chromium chromium;
    private CockpitProcess cockpit;

    @BeforeAll
    void open() throws Exception {
        chromium = Chromium.launch();
        cockpit = CockpitProcess.demo();
    }

    @AfterAll
    void close() throws Exception {
        cockpit.close();
        chromium.close();
    }

    @ParameterizedTest
    @EnumSource
    void worksAsOnItsOwnAddress(WebProxy.Kind kind, @TempDir Path directory) throws Exception {
        try (WebProxy proxy = WebProxy.start(kind, cockpit.address().getPort(), directory);
                CockpitPage page = chromium.open(proxy.address())) {
            page.awaitLive();
            page.install(LLAMA);
            page.awaitInstalled(LLAMA);
            page.expectNoComplaints();

            HttpResponse<String> accepted = post(proxy, "/api/v1/models/remove", proxy.address());
            assertThat(accepted.statusCode()).isEqualTo(202);
            URI followed = URI.create(proxy.address())
                    .resolve(accepted.headers().firstValue("Location").orElseThrow());
            assertThat(get(followed).statusCode()).as(followed.toString()).isEqualTo(200);
            assertThat(get(URI.create(proxy.address())).statusCode()).isEqualTo(308);
            assertThat(post(proxy, "/api/v1/models/remove", "http://elsewhere.example")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private static HttpResponse<String> post(WebProxy proxy, String path, String origin) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(proxy.address() + path))
                                .header("Content-Type", "application/json")
                                .header("Origin", origin.replace("/venom", ""))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"provider\":\"hf\",\"model\":\"" + LLAMA + "\"}"))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
