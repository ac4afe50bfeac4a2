package dev.venom.runtime.testbed.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The CDN's addresses and what ends them. */
class SignedUrlTest {

    private static final String FILE = "/org/model/resolve/main/model.safetensors";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final LocalHub hub = LocalHub.builder()
            .repository(HubRepository.named("org/model").file("model.safetensors", Content.of("weights")))
            .clock(now::get)
            .start();
    private final HubClient client = new HubClient(hub);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void liveForAnHour() throws Exception {
        String address = client.location(FILE);

        now.set(now.get().plus(Duration.ofMinutes(59)));
        assertThat(client.get(address).statusCode()).isEqualTo(200);
        now.set(now.get().plus(Duration.ofMinutes(1)));
        assertThatIsExpired(client.get(address));
    }

    @Test
    void liveAsLongAsTheTestSays() throws Exception {
        hub.signedUrls().lifetime(Duration.ofSeconds(2));
        String address = client.location(FILE);

        now.set(now.get().plusSeconds(2));
        assertThatIsExpired(client.get(address));
        assertThat(client.get(client.location(FILE)).statusCode()).isEqualTo(200);
    }

    @Test
    void endAfterSomeUses() throws Exception {
        hub.signedUrls().allowedUses(2);
        String address = client.location(FILE);

        assertThat(client.get(address).statusCode()).isEqualTo(200);
        assertThat(client.get(address).statusCode()).isEqualTo(200);
        assertThatIsExpired(client.get(address));
    }

    @Test
    void endWhenTheTestSays() throws Exception {
        String before = client.location(FILE);
        hub.signedUrls().expireAll();

        assertThatIsExpired(client.get(before));
        assertThat(client.get(client.location(FILE)).statusCode()).isEqualTo(200);
    }

    @Test
    void cannotBeForged() throws Exception {
        String address = client.location(FILE);
        HttpResponse<byte[]> later = client.get(address.replaceFirst("Expires=\\d+", "Expires=9999999999"));

        assertThat(later.statusCode()).isEqualTo(403);
        assertThat(later.body()).asString().contains("SignatureDoesNotMatch");
    }

    @Test
    void takeNoToken() throws Exception {
        HttpResponse<byte[]> response = client.get(client.location(FILE), "Authorization", "Bearer hf_leaked");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).asString().contains("Only one auth mechanism allowed");
    }

    private static void assertThatIsExpired(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).asString().contains("Request has expired");
        assertThat(response.headers().map()).doesNotContainKey("X-Error-Code");
    }
}
