package dev.venom.runtime.testbed.hub.log;

import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.hub.wire.Request;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** All requests that the hub has got. Thread-safe; what it returns are snapshots. */
public final class RequestLog {

    private final Queue<LogEntry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();

    /** An empty log. */
    public RequestLog() {}

    /** Notes the arrival of a request. */
    public LogEntry begin(Request request) {
        LogEntry entry = new LogEntry(numbers.incrementAndGet(), request);
        entries.add(entry);
        return entry;
    }

    /** All requests in the order of arrival. */
    public List<RecordedRequest> all() {
        return entries.stream().map(LogEntry::snapshot).toList();
    }

    /** The requests that the filter lets pass, in the order of arrival. */
    public List<RecordedRequest> matching(Predicate<RecordedRequest> filter) {
        return all().stream().filter(filter).toList();
    }

    /** The requests to one of the servers. */
    public List<RecordedRequest> to(Origin origin) {
        return matching(request -> request.origin() == origin);
    }

    /** The requests whose decoded path ends like this, such as {@code /model.safetensors}. */
    public List<RecordedRequest> endingIn(String pathEnd) {
        return matching(request -> request.path().endsWith(pathEnd));
    }

    /** What was served of the blob of this name (SHA-256, or git's blob id for a plain file). */
    public ServedBytes served(String blob) {
        return ServedBytes.of(all().stream()
                .flatMap(request -> request.served().stream())
                .filter(range -> range.blob().equals(blob))
                .toList());
    }

    /** Body bytes sent in all answers together. */
    public long bodyBytesSent() {
        return all().stream().mapToLong(RecordedRequest::bodyBytesSent).sum();
    }

    /** Forgets everything so far. */
    public void clear() {
        entries.clear();
    }
}
