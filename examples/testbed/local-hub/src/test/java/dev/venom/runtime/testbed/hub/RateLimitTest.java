package dev.venom.runtime.testbed.hub;

import static dev.venom.runtime.testbed.hub.HubClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much a client may ask. */
class RateLimitTest {

    private static final String INFO = "/api/models/org/model";
    private static final String FILE = "/org/model/resolve/main/config.json";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:01:00Z"));
    private final LocalHub hub = LocalHub.builder()
            .repository(HubRepository.named("org/model").file("config.json", "{}"))
            .clock(now::get)
            .start();
    private final HubClient client = new HubClient(hub);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void isToldOnEveryAnswer() throws Exception {
        hub.rateLimits().quota("api", 500);
        HttpResponse<byte[]> response = client.get(INFO);

        assertThat(header(response, "RateLimit")).isEqualTo("\"api\";r=499;t=240");
        assertThat(header(response, "RateLimit-Policy")).isEqualTo("\"fixed window\";\"api\";q=500;w=300");
    }

    @Test
    void endsEachBucketOnItsOwn() throws Exception {
        hub.rateLimits().quota("api", 1);

        assertThat(client.get(INFO).statusCode()).isEqualTo(200);
        assertThat(client.get(INFO).statusCode()).isEqualTo(429);
        assertThat(client.get(FILE).statusCode()).isEqualTo(200);
    }

    @Test
    void beginsAnewWithTheWindow() throws Exception {
        hub.rateLimits().quota("resolvers", 1);
        client.get(FILE);
        HttpResponse<byte[]> refused = client.get(FILE);
        now.set(now.get().plusSeconds(240));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "RateLimit")).isEqualTo("\"resolvers\";r=0;t=240");
        assertThat(client.get(FILE).statusCode()).isEqualTo(200);
    }
}
