package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.wire.Framing;
import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Compresses the body on the fly, as some CDNs do: no length, no ranges, a weak ETag. */
record GzipBody() implements AnswerFault {

    @Override
    public Response answer(Request request, Handler genuine) throws IOException {
        Response whole = genuine.handle(request.without("Range"));
        Response compressed = new Response(
                whole.status(),
                whole.headers().without("Accept-Ranges").with("Content-Encoding", "gzip"),
                compress(whole.body()),
                Framing.CHUNKED,
                Optional.empty());
        return whole.headers()
                .first("ETag")
                .map(tag -> compressed.header("ETag", "W/" + tag))
                .orElse(compressed);
    }

    private static Content compress(Content body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body.bytes());
        }
        return Content.of(compressed.toByteArray());
    }
}
