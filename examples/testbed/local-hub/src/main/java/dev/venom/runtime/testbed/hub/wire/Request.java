package dev.venom.runtime.testbed.hub.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a client asked. Immutable.
 *
 * @param origin the server that was asked
 * @param connection a number that requests on the same connection share
 * @param method such as {@code GET}
 * @param target path and query as they were sent
 * @param headers the head's fields
 * @param body the body as text; empty where there is none
 */
public record Request(Origin origin, long connection, String method, String target, Headers headers, String body) {

    /** The path as it was sent, without the query. */
    public String rawPath() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The path with its escapes resolved: good to look at and to match, not to split. */
    public String path() {
        return Percent.decode(rawPath());
    }

    /** The parts of the path between slashes, each decoded on its own, so that {@code %2F} stays inside its part. */
    public List<String> segments() {
        return Arrays.stream(rawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(Percent::decode)
                .toList();
    }

    /** The parameters behind the question mark. */
    public Query query() {
        int question = target.indexOf('?');
        return Query.parse(question < 0 ? "" : target.substring(question + 1));
    }

    /** The first value of that header. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** Whether this is a HEAD request, whose answer has no body. */
    public boolean isHead() {
        return method.equals("HEAD");
    }

    /** This request without the header of that name. */
    public Request without(String header) {
        return new Request(origin, connection, method, target, headers.without(header), body);
    }
}
