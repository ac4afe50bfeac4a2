package dev.venom.runtime.testbed.hub.log;

import dev.venom.runtime.testbed.hub.wire.BlobRange;
import dev.venom.runtime.testbed.hub.wire.Headers;
import dev.venom.runtime.testbed.hub.wire.Origin;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One request as the hub saw it, at the moment it was looked at. Immutable.
 *
 * @param number counts from 1 over both origins, in the order of arrival
 * @param origin which server was asked
 * @param connection a number that requests on the same connection share
 * @param method such as {@code GET}
 * @param target path and query as sent
 * @param path the decoded path
 * @param headers all header fields
 * @param status the status answered; empty while there is none, and where the connection was cut before one
 * @param bodyBytesSent how many body bytes were handed to the socket, framing included
 * @param served which bytes of which blob those were; empty if the answer was not a part of a blob
 * @param outcome how far the answer got
 */
public record RecordedRequest(
        long number,
        Origin origin,
        long connection,
        String method,
        String target,
        String path,
        Headers headers,
        OptionalInt status,
        long bodyBytesSent,
        Optional<BlobRange> served,
        Outcome outcome) {

    /** How far an answer got. */
    public enum Outcome {
        /** It is still under way. */
        OPEN,
        /** All of it was sent. */
        SENT,
        /** The hub cut it on purpose. */
        CUT,
        /** The client went away, or the hub closed. */
        BROKEN
    }

    /** The value of the {@code Range} header. */
    public Optional<String> range() {
        return headers.first("Range");
    }

    /** Whether an {@code Authorization} header came with it. */
    public boolean authorized() {
        return headers.has("Authorization");
    }
}
