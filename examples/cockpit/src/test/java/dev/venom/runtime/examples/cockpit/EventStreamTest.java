package dev.venom.runtime.examples.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.event.AlertEvent;
import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cockpit.event.EventFeed;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stream of events, as a browser reads it over a connection that may break. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventStreamTest {
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofMillis(200);
    /** More than socket buffers on both sides and the events that wait for one reader. */
    private static final int FLOOD = 100_000;
    /** Fewer than may wait for one reader: whoever reads keeps up. */
    private static final int CHUNK = 5_000;

    @TempDir
    private Path directory;

    private ModelManager manager;
    private EventFeed feed;
    private CockpitServer server;
    private URI address;

    @BeforeEach
    void start() {
        manager = ModelManager.builder()
                .environment(Map.of("PATH", "/usr/bin:/bin"))
                .cacheDirectory(directory)
                .setting("OLLAMA_HOST", "http://127.0.0.1:9")
                .build();
        feed = new EventFeed("epoch", HEARTBEAT);
        server = CockpitServer.start(manager, feed, IDLE, new CockpitServer.Place("127.0.0.1", 0, Optional.empty()));
        address = URI.create(server.address() + "/api/v1/models/events");
    }

    @AfterEach
    void stop() {
        server.close();
        manager.close();
    }

    @Test
    void replaysEveryEventAfterTheLastThatWasSeen() throws Exception {
        List.of(1, 2, 3, 4).forEach(this::happens);

        try (EventStream stream = EventStream.open(address, Optional.of("epoch-2"))) {
            assertThat(List.of(stream.next(), stream.next()))
                    .extracting(EventStream.Event::id)
                    .containsExactly("epoch-3", "epoch-4");
            happens(5);
            EventStream.Event fifth = stream.until(event -> event.type().equals("alert")).stream()
                    .reduce((before, last) -> last)
                    .orElseThrow();
            assertThat(fifth.id()).startsWith("epoch-");
            assertThat(fifth.data()).contains("\"runtime\":\"r5\"");
        }
    }

    @Test
    void givesAForeignOrTooOldOrFutureIdTheSnapshotOnly() throws Exception {
        for (int i = 1; i <= 10_001; i++) {
            happens(i);
        }
        for (String id : List.of("other-3", "epoch-0", "epoch-99999", "nonsense")) {
            try (EventStream stream = EventStream.open(address, Optional.of(id))) {
                assertThat(stream.until(EventStream.Event::isComment))
                        .as(id)
                        .extracting(EventStream.Event::type)
                        .doesNotContain("alert");
            }
        }
        try (EventStream stream = EventStream.open(address, Optional.of("epoch-100"))) {
            assertThat(stream.next().id()).isEqualTo("epoch-101");
        }
    }

    @Test
    void keepsAQuietConnectionAliveByComments() throws Exception {
        try (EventStream stream = EventStream.open(address, Optional.empty())) {
            stream.until(EventStream.Event::isComment);
            assertThat(stream.until(EventStream.Event::isComment))
                    .extracting(EventStream.Event::comment)
                    .endsWith("heartbeat");
        }
    }

    @Test
    void cutsOffWhoDoesNotReadWhileOthersGoOn() throws Exception {
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress("127.0.0.1", server.port()));
            slow.getOutputStream()
                    .write(
                            ("GET /api/v1/models/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            try (EventStream quick = EventStream.open(address, Optional.empty())) {
                quick.until(event -> feed.readers() == 2);
                for (int last = CHUNK; last <= FLOOD; last += CHUNK) {
                    for (int i = last - CHUNK + 1; i <= last; i++) {
                        happens(i);
                    }
                    String id = "epoch-" + last;
                    quick.until(event -> event.id().equals(id));
                }

                // Heartbeats come for the reader who reads, and the other is gone after the server's patience.
                quick.until(event -> feed.readers() == 1);
                happens(0);
                quick.until(event -> event.data().contains("\"runtime\":\"r0\""));
            }
        }
    }

    private void happens(int number) {
        feed.onEvent(
                new AlertEvent(Instant.EPOCH, new Alert("r" + number, Alert.Resource.RAM, 90, 85, Alert.State.RAISED)));
    }
}
