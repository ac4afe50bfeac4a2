package dev.venom.runtime.testbed.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.Gate;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.registry.BlobServing;
import dev.venom.runtime.testbed.ollama.stream.LineFault;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int SIZE = 400_000;
    private static final ModelImage MODEL = ModelImage.builder()
            .weights(Content.pseudoRandom(SIZE, 3))
            .template("x")
            .build();

    @TempDir
    private Path models;

    private LocalRegistry registry;
    private LocalDaemon daemon;
    private Client client;

    @BeforeEach
    void start() {
        registry = LocalRegistry.with("m", MODEL);
        daemon = LocalDaemon.over(models)
                .registry(registry.url())
                .firstPause(Duration.ofMillis(1))
                .start();
        client = new Client(daemon.url());
    }

    @AfterEach
    void stop() {
        daemon.close();
        registry.close();
    }

    @Test
    void aPullTellsOfEachLayerAndOfItsSuccess() throws Exception {
        List<JsonNode> lines = pull();

        assertThat(lines.get(0).get("status").asText()).isEqualTo("pulling manifest");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line.toString())
                        .contains("pulling " + MODEL.weights().sha256().substring(0, 12), "\"completed\":" + SIZE));
        assertThat(statuses(lines)).endsWith("verifying sha256 digest", "writing manifest", "success");
        assertThat(client.json("/api/tags").at("/models/0/digest").asText()).isEqualTo(MODEL.manifestSha256());
    }

    @Test
    void aSecondPullFetchesNothing() throws Exception {
        pull();
        registry.requests().clear();

        List<JsonNode> lines = pull();

        assertThat(statuses(lines)).endsWith("success");
        assertThat(registry.requests().endingIn(MODEL.weights().digest())).isEmpty();
    }

    @Test
    void twoClientsShareADownloadThatEndsWithTheLast() throws Exception {
        Gate gate = new Gate();
        registry.faults().onCdn("**").method("GET").next(1, Fault.stallAfter(100_000, gate));
        InputStream first = openPull();
        assertThat(gate.awaitArrivals(1, LIMIT)).isTrue();
        InputStream second = openPull();
        awaitLine(second, "pulling " + MODEL.weights().sha256().substring(0, 12));
        first.close();
        gate.open();

        assertThat(lastLine(second)).contains("success");
        assertThat(registry.requests().served(MODEL.weights().sha256()).total()).isEqualTo(SIZE);
    }

    @Test
    void aCancelledPullIsTakenUpWhereItWas() throws Exception {
        Gate gate = new Gate();
        registry.faults().onCdn("**").method("GET").next(1, Fault.stallAfter(200_000, gate));
        InputStream pull = openPull();
        awaitLine(pull, "\"completed\":200000");
        pull.close();
        awaitNoDownloads();
        assertThat(models.resolve("blobs/sha256-" + MODEL.weights().sha256() + "-partial"))
                .exists();

        pull();

        assertThat(registry.requests().served(MODEL.weights().sha256()).total()).isEqualTo(SIZE);
        gate.open();
    }

    @Test
    void progressRunsBackwardsWhereAnAttemptFails() throws Exception {
        registry.faults().onCdn("**").method("GET").next(1, Fault.cutAfter(300_000));

        assertThat(statuses(pull())).endsWith("success");
        assertThat(registry.requests().served(MODEL.weights().sha256()).repeated())
                .isPositive();
    }

    @Test
    void failuresAreTheLastLineOfAnAnswerThatBeganWell() throws Exception {
        registry.content().replace(MODEL.weights().spoiled(Content.pseudoRandom(SIZE, 4)));
        assertThat(error(pull())).startsWith("digest mismatch, file must be downloaded again: want sha256:");

        daemon.store().room(1_000);
        assertThat(error(pull())).endsWith("no space left on device");

        assertThat(error(client.lines("/api/pull", "{\"model\":\"missing\"}")))
                .isEqualTo("pull model manifest: file does not exist");

        registry.access().close("library/m");
        assertThat(error(pull())).isEqualTo("pull model manifest: unauthorized: access denied");

        String elsewhere = "{\"model\":\"127.0.0.1:1/a/b\",\"insecure\":true}";
        assertThat(error(client.lines("/api/pull", elsewhere))).contains("connection refused");
        assertThat(client.post("/api/pull", elsewhere.replace("}", ",\"stream\":false}"))
                        .statusCode())
                .isEqualTo(500);
        assertThat(client.post("/api/pull", "{\"model\":\"a/b/c/d/\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRegistryOfThisKindIsNotUnderstood() throws Exception {
        try (LocalRegistry plain = LocalRegistry.builder()
                .model("m", MODEL)
                .blobServing(BlobServing.DIRECT)
                .start()) {
            String request = "{\"model\":\"" + plain.host() + "/library/m\",\"insecure\":true}";

            assertThat(error(client.lines("/api/pull", request))).isEqualTo("http: no Location header in response");
        }
    }

    @Test
    void whatTheStreamSaysCanBeWrong() throws Exception {
        daemon.faults().on("/api/pull").next(1, LineFault.error(1, "write x: no space left on device"));
        assertThat(error(pull())).contains("no space");

        daemon.faults().clear();
        daemon.faults().on("/api/pull").next(1, LineFault.endAfter(1));
        assertThat(pull()).hasSize(1);

        daemon.faults().clear();
        daemon.faults().on("/api/pull").next(1, LineFault.malformed(1));
        assertThat(client.post("/api/pull", "{\"model\":\"m\"}").body()).contains("12x}", "<html>", "success");

        daemon.faults().clear();
        daemon.faults().on("/api/pull").next(1, LineFault.backwards(1));
        assertThat(pull())
                .anySatisfy(line -> assertThat(line.path("completed").asLong()).isEqualTo(SIZE / 10));
    }

    @Test
    void aPullCanBeStuckAt99Percent() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        daemon.faults().on("/api/pull").next(1, LineFault.stuckAt(0.99, release));
        InputStream pull = openPull();
        awaitLine(pull, "\"completed\":" + SIZE * 99 / 100);
        awaitLine(pull, "\"completed\":" + SIZE * 99 / 100);

        release.countDown();

        assertThat(lastLine(pull)).contains("success");
    }

    private List<JsonNode> pull() throws Exception {
        return client.lines("/api/pull", "{\"model\":\"m\"}");
    }

    private InputStream openPull() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(daemon.url() + "/api/pull"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"m\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private void awaitNoDownloads() {
        Eventually.holds("no download", () -> daemon.downloads() == 0);
    }

    private static void awaitLine(InputStream pull, String text) throws Exception {
        StringBuilder line = new StringBuilder();
        while (true) {
            int octet = pull.read();
            assertThat(octet).as("the stream goes on until " + text).isNotNegative();
            if (octet == '\n') {
                if (line.indexOf(text) >= 0) {
                    return;
                }
                line.setLength(0);
            } else {
                line.append((char) octet);
            }
        }
    }

    private static String lastLine(InputStream pull) {
        return new BufferedReader(new InputStreamReader(pull)).lines().reduce("", (before, line) -> line);
    }

    private static List<String> statuses(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("status").asText()).toList();
    }

    private static String error(List<JsonNode> lines) {
        return lines.get(lines.size() - 1).path("error").asText();
    }
}
