package dev.venom.runtime.examples.cockpit.event;

import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Events as a stream that a browser reads (server-sent events, HTML Living Standard 9.2). Thread-safe. */
public final class EventEndpoint {
    private final EventFeed feed;
    private final Supplier<List<LoggedEvent>> snapshot;

    /**
     * Makes the endpoint.
     *
     * @param feed where events come from
     * @param snapshot how everything stands now
     */
    public EventEndpoint(EventFeed feed, Supplier<List<LoggedEvent>> snapshot) {
        this.feed = feed;
        this.snapshot = snapshot;
    }

    /**
     * Adds it.
     *
     * @param routes the server's routes
     */
    public void register(RoutesConfig routes) {
        routes.sse("/api/v1/models/events", this::open);
    }

    private void open(SseClient client) {
        client.ctx().header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
        client.keepAlive();
        Optional<String> lastId = Optional.ofNullable(client.ctx().header("Last-Event-ID"));
        feed.attach(new SseReader(client), lastId, snapshot);
    }

    /** One connection. */
    private record SseReader(SseClient client) implements EventFeed.Reader {
        @Override
        public void send(LoggedEvent event) {
            if (event.id().isPresent()) {
                client.sendEvent(event.type(), event.data(), event.id().get());
            } else {
                client.sendEvent(event.type(), event.data());
            }
        }

        @Override
        public void heartbeat() {
            client.sendComment("heartbeat");
        }

        @Override
        public boolean isThere() {
            return !client.terminated();
        }

        @Override
        public void onGone(Runnable action) {
            client.onClose(action);
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
