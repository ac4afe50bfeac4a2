package dev.venom.runtime.testbed.hub.wire;

import dev.venom.runtime.testbed.hub.content.Content;
import java.util.Optional;

/**
 * What is answered. Immutable. With {@link Framing#LENGTH} the length promised is that of the body, unless the headers
 * already promise something else.
 *
 * @param status the status code
 * @param headers the head's fields
 * @param body the body; what a GET would get in the answer to a HEAD, too
 * @param framing how the body's end is told
 * @param served which part of which blob the body is, for the request log
 */
public record Response(int status, Headers headers, Content body, Framing framing, Optional<BlobRange> served) {

    private static final Content NOTHING = Content.of(new byte[0]);

    /** An answer with an empty body. */
    public static Response status(int status) {
        return new Response(status, Headers.none(), NOTHING, Framing.LENGTH, Optional.empty());
    }

    /** An answer with a text, of this media type. */
    public static Response text(int status, String mediaType, String text) {
        return status(status)
                .header("Content-Type", mediaType + "; charset=utf-8")
                .body(Content.of(text));
    }

    /** A redirect to this location. */
    public static Response redirect(int status, String location) {
        return text(status, "text/plain", "Redirecting to " + location).header("Location", location);
    }

    /** This answer with that header set. */
    public Response header(String name, String value) {
        return headers(headers.with(name, value));
    }

    /** This answer with these headers. */
    public Response headers(Headers changed) {
        return new Response(status, changed, body, framing, served);
    }

    /** This answer with another body. */
    public Response body(Content changed) {
        return new Response(status, headers, changed, framing, served);
    }

    /** This answer with its end told in another way. */
    public Response framed(Framing changed) {
        return new Response(status, headers, body, changed, served);
    }

    /** This answer, known to be a part of a blob. */
    public Response serving(BlobRange range) {
        return new Response(status, headers, body, framing, Optional.of(range));
    }
}
