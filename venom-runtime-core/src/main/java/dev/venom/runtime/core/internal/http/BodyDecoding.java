package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.io.IOException;
import java.io.InputStream;

/** Undoes what a server or a proxy did to a body although identity was asked for. */
final class BodyDecoding {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private BodyDecoding() {}

    /**
     * The body in plain form.
     *
     * @throws VenomException PROVIDER_UNAVAILABLE for an encoding that is none of identity, gzip and deflate
     */
    static InputStream decoded(HttpCall call, ReplyHead head, InputStream body) throws IOException {
        ContentCoding coding = ContentCoding.of(head.headers());
        if (coding == ContentCoding.NONE || isEmpty(call, head)) {
            return body;
        }
        if (coding != ContentCoding.OTHER) {
            return new UnpackedStream(coding, body);
        }
        throw new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                Addresses.shown(call.uri()) + " answered in an encoding that was not asked for",
                "A proxy between may compress answers; only identity, gzip and deflate are understood.");
    }

    /** Whether an answer has no body, whatever its fields say. */
    static boolean isEmpty(HttpCall call, ReplyHead head) {
        return call.method().equals("HEAD")
                || head.status() == NO_CONTENT
                || head.status() == NOT_MODIFIED
                || head.headers().number("Content-Length").orElse(-1) == 0;
    }
}
