package dev.venom.runtime.testbed.hub;

import static dev.venom.runtime.testbed.hub.HubClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.AnswerFault;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that say something wrong. */
class AnswerFaultTest {

    private static final Content WEIGHTS = Content.pseudoRandom(20_000, 1);
    private static final byte[] BYTES = WEIGHTS.bytes();
    private static final String PATTERN = "**/model.safetensors";
    private static final String TREE = "/api/models/org/model/tree/main";

    private final LocalHub hub = LocalHub.with(HubRepository.named("org/model")
            .file("config.json", "{}")
            .file("model.safetensors", WEIGHTS)
            .build());
    private final HubClient client = new HubClient(hub);
    private String file = "";

    @BeforeEach
    void resolve() throws Exception {
        file = client.location("/org/model/resolve/main/model.safetensors");
        hub.requests().clear();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private void onFile(Fault fault) {
        hub.faults().onCdn(PATTERN).always(fault);
    }

    private void onTree(Fault fault) {
        hub.faults().onHub("/api/models/**").always(fault);
    }

    @Nested
    class Status {

        @ParameterizedTest
        @ValueSource(ints = {401, 403, 404, 408, 416, 429, 500, 503})
        void isAnyOne(int status) throws Exception {
            onTree(Fault.status(status));

            assertThat(client.get(TREE).statusCode()).isEqualTo(status);
        }

        @Test
        void mayHaveAnErrorCode() throws Exception {
            onTree(Fault.status(404, "EntryNotFound", "Entry not found"));

            assertThat(header(client.get(TREE), "X-Error-Code")).isEqualTo("EntryNotFound");
        }

        @Test
        void mayBeThatOfAnExpiredUrl() throws Exception {
            onFile(Fault.expiredUrl());
            HttpResponse<byte[]> response = client.get(file);

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).asString().contains("<Code>AccessDenied</Code>");
            assertThat(header(response, "X-Error-Code")).isEqualTo("(none)");
        }

        @Test
        void mayAskForPatience() throws Exception {
            hub.faults().onHub(TREE).next(1, Fault.retryAfter(Duration.ofSeconds(7)));
            hub.faults().onHub(TREE).between(2, 2, Fault.retryAt(Instant.parse("2030-01-02T03:04:05Z")));
            hub.faults().onHub(TREE).between(3, 3, Fault.rateLimited("api", Duration.ofSeconds(55)));
            hub.faults().onHub(TREE).between(4, 4, Fault.tooManyRequests());

            assertThat(header(client.get(TREE), "Retry-After")).isEqualTo("7");
            assertThat(header(client.get(TREE), "Retry-After")).isEqualTo("Wed, 2 Jan 2030 03:04:05 GMT");
            assertThat(header(client.get(TREE), "RateLimit")).isEqualTo("\"api\";r=0;t=55");
            assertThat(client.get(TREE).headers().map()).doesNotContainKeys("Retry-After", "RateLimit");
            assertThat(client.get(TREE).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class Body {

        @Test
        void isLongerThanPromised() throws Exception {
            onFile(Fault.longerBody(10));

            try (RawClient raw = RawClient.connect(URI.create(file)).get()) {
                assertThat(raw.head()).contains("Content-Length: 20000");
                assertThat(raw.readToEnd()).hasSize(20_010).startsWith(BYTES);
            }
        }

        @Test
        void isShorterThanTheFile() throws Exception {
            onFile(Fault.shorterBody(10));
            HttpResponse<byte[]> response = client.get(file);

            assertThat(header(response, "Content-Length")).isEqualTo("19990");
            assertThat(response.body()).isEqualTo(Arrays.copyOf(BYTES, 19_990));
        }

        @Test
        void hasAWrongByteInTheWholeFile() throws Exception {
            onFile(Fault.wrongByteAt(5000));
            byte[] spoiled = BYTES.clone();
            spoiled[5000] = (byte) ~spoiled[5000];

            assertThat(client.get(file).body()).isEqualTo(spoiled);
        }

        @Test
        void hasAWrongByteInTheRangeThatHoldsIt() throws Exception {
            onFile(Fault.wrongByteAt(5000));
            byte[] holding = client.get(file, "Range", "bytes=4999-5001").body();
            byte[] other = client.get(file, "Range", "bytes=5001-5003").body();

            assertThat(holding).containsExactly(BYTES[4999], (byte) ~BYTES[5000], BYTES[5001]);
            assertThat(other).isEqualTo(Arrays.copyOfRange(BYTES, 5001, 5004));
        }

        @Test
        void isTheWholeFileInPlaceOfARange() throws Exception {
            onFile(Fault.ignoreRange());
            HttpResponse<byte[]> response = client.get(file, "Range", "bytes=100-199");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(BYTES);
        }

        @Test
        void claimsToComeFromElsewhere() throws Exception {
            onFile(Fault.shiftedContentRange(100));
            HttpResponse<byte[]> response = client.get(file, "Range", "bytes=100-199");

            assertThat(header(response, "Content-Range")).isEqualTo("bytes 200-299/20000");
            assertThat(response.body()).isEqualTo(Arrays.copyOfRange(BYTES, 100, 200));
        }

        @Test
        void isCompressedThoughNobodyAsked() throws Exception {
            onFile(Fault.gzip());
            HttpResponse<byte[]> response = client.get(file, "Range", "bytes=100-199", "Accept-Encoding", "identity");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(response, "ETag")).startsWith("W/\"");
            assertThat(header(response, "Content-Length")).isEqualTo("(none)");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
                    .isEqualTo(BYTES);
        }
    }

    @Nested
    class Listing {

        @Test
        void isThePageOfACaptivePortal() throws Exception {
            onTree(Fault.captivePortal());
            HttpResponse<byte[]> response = client.get(TREE);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Content-Type")).startsWith("text/html");
        }

        @Test
        void breaksOff() throws Exception {
            onTree(Fault.malformedJson());

            assertThat(client.get(TREE).body()).asString().startsWith("{").doesNotEndWith("}");
        }

        @Test
        void isHuge() throws Exception {
            onTree(Fault.hugeJson(5_000_000));
            HttpResponse<byte[]> response = client.get(TREE);
            JsonNode listing = HubClient.json(response);

            assertThat(header(response, "Content-Length")).isEqualTo("(none)");
            assertThat(response.body()).hasSizeBetween(4_800_000, 5_000_000);
            assertThat(listing.isArray()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"../x", "/abs", "C:\\x", "nul\0byte", "config.json/x"})
        void hasAHostileName(String name) throws Exception {
            onTree(Fault.extraTreeEntry(name));

            assertThat(client.json(TREE).findValuesAsText("path")).contains(name, "config.json");
            assertThat(client.json("/api/models/org/model").findValuesAsText("rfilename"))
                    .contains(name);
        }
    }

    @Nested
    class Direction {

        @Test
        void isACircle() throws Exception {
            onTree(Fault.redirectLoop());
            HttpResponse<byte[]> response = client.get(TREE + "?recursive=true");

            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(header(response, "Location")).isEqualTo(TREE + "?recursive=true");
        }

        @Test
        void isAnotherHost() throws Exception {
            onTree(Fault.redirectTo(URI.create("http://evil.invalid/")));

            assertThat(header(client.get(TREE), "Location")).isEqualTo("http://evil.invalid/");
        }
    }

    @Nested
    class Header {

        @Test
        void isMissing() throws Exception {
            hub.faults().onHub(PATTERN).always(Fault.withoutHeader("x-repo-commit"));
            HttpResponse<byte[]> response = client.head("/org/model/resolve/main/model.safetensors");

            assertThat(header(response, "X-Repo-Commit")).isEqualTo("(none)");
            assertThat(header(response, "X-Linked-Size")).isEqualTo("20000");
        }

        @Test
        void isWrong() throws Exception {
            hub.faults().onHub(PATTERN).always(Fault.header("X-Linked-Etag", "\"../../evil\""));

            assertThat(header(client.head("/org/model/resolve/main/model.safetensors"), "X-Linked-Etag"))
                    .isEqualTo("\"../../evil\"");
        }
    }

    @Test
    void aTestMayWriteItsOwn() throws Exception {
        AnswerFault teapot = (request, genuine) -> Response.status(418).header("X-Asked", request.path());
        onTree(teapot);

        assertThat(header(client.get(TREE), "X-Asked")).isEqualTo(TREE);
    }
}
