package dev.venom.runtime.testbed.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.Gate;
import dev.venom.runtime.testbed.hub.log.RecordedRequest;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Origin;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections: how they are kept, refused and dropped. */
class ListenerTest {

    private final LocalHub hub = LocalHub.with(HubRepository.named("org/model")
            .file("config.json", "{}")
            .file("model.safetensors", Content.pseudoRandom(10_000, 1))
            .build());
    private final URI config = hub.url().resolve("/org/model/resolve/main/config.json");

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aConnectionCarriesManyRequests() throws Exception {
        try (RawClient raw = RawClient.connect(config)) {
            for (int i = 0; i < 3; i++) {
                assertThat(raw.get().head()).startsWith("HTTP/1.1 200 OK\r\n");
                assertThat(raw.read(2)).asString().isEqualTo("{}");
            }
        }
        assertThat(hub.requests().all())
                .hasSize(3)
                .extracting(RecordedRequest::connection)
                .containsOnly(1L);
    }

    @Test
    void aConnectionEndsWhenTheClientWantsThat() throws Exception {
        try (RawClient raw = RawClient.connect(config)) {
            assertThat(raw.get("Connection: close").readToEnd()).asString().endsWith("{}");
        }
    }

    @Test
    void refusedConnectionsCanComeBack() throws Exception {
        hub.listener(Origin.HUB).refuseConnections();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> RawClient.connect(config));

        hub.listener(Origin.HUB).acceptConnections();
        try (RawClient raw = RawClient.connect(config)) {
            assertThat(raw.get().head()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void standingConnectionsOutliveARefusal() throws Exception {
        try (RawClient raw = RawClient.connect(config)) {
            raw.get().head();
            raw.read(2);
            hub.listener(Origin.HUB).refuseConnections();

            assertThat(raw.get().head()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void connectionsAreDroppedInTheMiddleOfAnAnswer() throws Exception {
        Gate gate = new Gate();
        hub.faults().onHub("**").always(Fault.stallAfter(1, gate));
        try (RawClient raw = RawClient.connect(config).get()) {
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(20))).isTrue();
            hub.listener(Origin.HUB).dropConnections();
            raw.head();

            assertThat(raw.readToEnd()).hasSize(1);
        }
    }

    @Test
    void aPortCanBeChosen() throws Exception {
        hub.close();
        try (LocalHub again = LocalHub.builder().port(hub.url().getPort()).start()) {
            assertThat(again.url()).isEqualTo(hub.url());
            assertThat(new HubClient(again).get("/api/models").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void garbageEndsTheConnection() throws Exception {
        try (RawClient raw = RawClient.connect(config)) {
            assertThat(raw.get("no colon").readToEnd()).isEmpty();
        }
    }
}
