package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.wire.BlobRange;
import dev.venom.runtime.testbed.hub.wire.ByteRange;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.util.Optional;

/**
 * Answers with a file or the part of it that was asked for (RFC 9110, sections 13 and 14).
 *
 * @param content its bytes
 * @param blob its name in the request log
 * @param tag the entity tag without quotes
 */
public record FileAnswer(Content content, String blob, String tag) {

    /** The answer to that request. */
    public Response to(Request request) {
        Optional<ByteRange> range = request.header("Range")
                .filter(header -> isCurrent(request))
                .flatMap(header -> ByteRange.parse(header, content.size()));
        if (range.isEmpty()) {
            return common(200, new ByteRange(0, content.size() - 1));
        }
        return range.get().isWithin(content.size()) ? part(range.get()) : unsatisfiable();
    }

    private boolean isCurrent(Request request) {
        return request.header("If-Range").map(quoted()::equals).orElse(true);
    }

    private Response part(ByteRange range) {
        return common(206, range)
                .header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + content.size());
    }

    private Response unsatisfiable() {
        return Response.text(416, "text/plain", "Requested range not satisfiable")
                .header("Content-Range", "bytes */" + content.size());
    }

    private Response common(int status, ByteRange range) {
        return Response.status(status)
                .header("Content-Type", "application/octet-stream")
                .header("Accept-Ranges", "bytes")
                .header("ETag", quoted())
                .body(content.slice(range.first(), range.length()))
                .serving(new BlobRange(blob, range.first(), range.last() + 1));
    }

    private String quoted() {
        return "\"" + tag + "\"";
    }
}
