package dev.venom.runtime.testbed.hub;

import static dev.venom.runtime.testbed.hub.HubClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.hub.endpoint.SmallFiles;
import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Files, from the Hub and from the CDN. */
class ResolveTest {

    private static final Content WEIGHTS = Content.pseudoRandom(100_000, 7);
    private static final byte[] BYTES = WEIGHTS.bytes();
    private static final String SMALL = "/org/model/resolve/main/config.json";
    private static final String LARGE = "/org/model/resolve/main/model.safetensors";

    private final HubRepository model = HubRepository.named("org/model")
            .file("config.json", "{}")
            .file("sub dir/ü.txt", "umlaut")
            .file("model.safetensors", WEIGHTS)
            .build();
    private final LocalHub hub = LocalHub.with(model);
    private final HubClient client = new HubClient(hub);

    @AfterEach
    void close() {
        hub.close();
    }

    @Nested
    class SmallFile {

        @Test
        void comesWithItsGitIdAndTheCommit() throws Exception {
            HttpResponse<byte[]> response = client.get(SMALL);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).asString().isEqualTo("{}");
            assertThat(header(response, "ETag")).isEqualTo("\"9e26dfeeb6e641a33dae4961196235bdb965b21b\"");
            assertThat(header(response, "X-Repo-Commit")).isEqualTo(model.head().id());
        }

        @Test
        void tellsItsLengthToHead() throws Exception {
            HttpResponse<byte[]> response = client.head(SMALL);

            assertThat(header(response, "Content-Length")).isEqualTo("2");
            assertThat(response.body()).isEmpty();
        }

        @Test
        void isFoundByAnEscapedName() throws Exception {
            assertThat(client.get("/org/model/resolve/main/sub%20dir/%C3%BC.txt")
                            .body())
                    .asString()
                    .isEqualTo("umlaut");
        }

        @Test
        void mayBeBehindARelativeRedirect() throws Exception {
            try (LocalHub redirecting = LocalHub.builder()
                    .repository(model)
                    .smallFiles(SmallFiles.RESOLVE_CACHE)
                    .start()) {
                HubClient redirected = new HubClient(redirecting);
                HttpResponse<byte[]> response = redirected.get(SMALL);

                assertThat(response.statusCode()).isEqualTo(307);
                assertThat(header(response, "Location"))
                        .isEqualTo("/api/resolve-cache/models/org/model/"
                                + model.head().id() + "/config.json");
                assertThat(redirected.get(header(response, "Location")).body())
                        .asString()
                        .isEqualTo("{}");
            }
        }
    }

    @Nested
    class LargeFile {

        @Test
        void isOnTheCdnUnderItsSha256() throws Exception {
            HttpResponse<byte[]> response = client.head(LARGE);

            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(header(response, "X-Linked-Etag")).isEqualTo("\"" + ContentDigest.sha256(WEIGHTS) + "\"");
            assertThat(header(response, "X-Linked-Size")).isEqualTo("100000");
            assertThat(header(response, "X-Repo-Commit")).isEqualTo(model.head().id());
            assertThat(header(response, "Location")).startsWith(hub.cdnUrl() + "/repos/org/model/");
        }

        @Test
        void isServedWhole() throws Exception {
            HttpResponse<byte[]> response = client.get(client.location(LARGE));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(BYTES);
        }

        @Test
        void isServedInPart() throws Exception {
            HttpResponse<byte[]> response = client.get(client.location(LARGE), "Range", "bytes=10-19");

            assertThat(response.statusCode()).isEqualTo(206);
            assertThat(header(response, "Content-Range")).isEqualTo("bytes 10-19/100000");
            assertThat(response.body()).isEqualTo(Arrays.copyOfRange(BYTES, 10, 20));
        }

        @Test
        void isServedToItsEnd() throws Exception {
            HttpResponse<byte[]> open = client.get(client.location(LARGE), "Range", "bytes=99990-");
            HttpResponse<byte[]> suffix = client.get(client.location(LARGE), "Range", "bytes=-10");

            assertThat(open.body()).isEqualTo(Arrays.copyOfRange(BYTES, 99_990, 100_000));
            assertThat(suffix.body()).isEqualTo(open.body());
        }

        @Test
        void endsWhereItEnds() throws Exception {
            HttpResponse<byte[]> beyond = client.get(client.location(LARGE), "Range", "bytes=100000-");
            HttpResponse<byte[]> across = client.get(client.location(LARGE), "Range", "bytes=99999-200000");

            assertThat(beyond.statusCode()).isEqualTo(416);
            assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */100000");
            assertThat(header(across, "Content-Range")).isEqualTo("bytes 99999-99999/100000");
        }

        @Test
        void comesWholeIfItIsNotTheOneMeant() throws Exception {
            String location = client.location(LARGE);
            String tag = header(client.head(location), "ETag");

            assertThat(client.get(location, "Range", "bytes=1-", "If-Range", "\"other\"")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.get(location, "Range", "bytes=1-", "If-Range", tag)
                            .statusCode())
                    .isEqualTo(206);
        }
    }

    @Nested
    class Revision {

        @Test
        void movesWithTheBranchOnly() throws Exception {
            Commit before = model.head();
            Commit after =
                    model.commitTo("main").file("config.json", "{\"v\":2}").push();

            assertThat(client.get(SMALL).body()).asString().isEqualTo("{\"v\":2}");
            assertThat(client.get("/org/model/resolve/" + before.id() + "/config.json")
                            .body())
                    .asString()
                    .isEqualTo("{}");
            assertThat(after.id()).isNotEqualTo(before.id()).hasSize(40);
        }

        @Test
        void mayBeATagOrAPullRequest() throws Exception {
            model.tag("v1", model.head());
            model.commitToPullRequest(1).file("config.json", "{\"pr\":1}").push();

            assertThat(client.get("/org/model/resolve/v1/config.json").body())
                    .asString()
                    .isEqualTo("{}");
            assertThat(client.get("/org/model/resolve/refs%2Fpr%2F1/config.json")
                            .body())
                    .asString()
                    .isEqualTo("{\"pr\":1}");
            assertThat(client.get("/org/model/resolve/refs/pr/1/config.json").statusCode())
                    .isEqualTo(200);
        }

        @Test
        void isTheSameInEveryRun() {
            HubRepository again = HubRepository.named("org/model")
                    .file("config.json", "{}")
                    .file("sub dir/ü.txt", "umlaut")
                    .file("model.safetensors", Content.pseudoRandom(100_000, 7))
                    .build();

            assertThat(again.head().id()).isEqualTo(model.head().id());
        }
    }
}
