package dev.venom.runtime.examples.cockpit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A reader of server-sent events. */
final class EventStream implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Stream<String> body;
    private final Iterator<String> lines;

    private EventStream(Stream<String> body) {
        this.body = body;
        this.lines = body.iterator();
    }

    static EventStream open(URI address, Optional<String> lastId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        lastId.ifPresent(id -> request.header("Last-Event-ID", id));
        return new EventStream(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofLines())
                .body());
    }

    /** The next event; a comment, which is a line of its own, counts as one. */
    Event next() {
        Event event = new Event("", "", "", "");
        String line = lines.next();
        if (line.startsWith(":")) {
            return event.with(line);
        }
        while (!line.isEmpty()) {
            event = event.with(line);
            line = lines.next();
        }
        return event;
    }

    List<Event> until(Predicate<Event> last) {
        List<Event> events = new ArrayList<>();
        do {
            events.add(next());
        } while (!last.test(events.get(events.size() - 1)));
        return events;
    }

    @Override
    public void close() {
        body.close();
    }

    /** One block of a stream; what it lacks is empty. */
    record Event(String id, String type, String data, String comment) {
        boolean isComment() {
            return !comment.isEmpty();
        }

        private Event with(String line) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            return switch (line.substring(0, colon)) {
                case "id" -> new Event(value, type, data, comment);
                case "event" -> new Event(id, value, data, comment);
                case "data" -> new Event(id, type, data + value, comment);
                default -> new Event(id, type, data, value);
            };
        }
    }
}
