package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.provider.RemoteSource;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Reads parts of a remote file by HTTP ranges. Thread-safe. */
final class RemoteRangeReader implements RangeReader {
    private static final int PARTIAL_CONTENT = 206;
    private static final int OK = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Transport transport;
    private final RemoteSource source;

    RemoteRangeReader(Transport transport, RemoteSource source) {
        this.transport = transport;
        this.source = source;
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        long end = offset + length;
        try {
            HttpCall call = source.call()
                    .withHeader("Range", "bytes=" + offset + "-" + (end - 1))
                    // A server that ignores ranges sends everything: take that from small files only.
                    .withMaxReplyBytes(end)
                    .withTimeout(TIMEOUT);
            return part(transport.send(call), offset, length);
        } catch (VenomException failure) {
            if (failure.code() == ErrorCode.CANCELLED) {
                throw failure;
            }
            throw new IOException(failure.getMessage(), failure);
        } catch (RuntimeException defect) {
            throw new IOException(
                    "The provider's source threw " + defect.getClass().getName(), defect);
        }
    }

    private byte[] part(HttpReply reply, long offset, int length) throws IOException {
        ReplyHead head = reply.head();
        Optional<VenomException> refusal = source.refusal(head);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (head.status() == OK) {
            int from = (int) Math.min(offset, reply.body().length);
            return Arrays.copyOfRange(reply.body(), from, Math.min(from + length, reply.body().length));
        }
        if (head.status() != PARTIAL_CONTENT || !startsAt(head, offset) || reply.body().length > length) {
            throw new IOException("The range was not answered: status " + head.status());
        }
        return reply.body();
    }

    private static boolean startsAt(ReplyHead head, long offset) {
        return head.headers()
                .first("Content-Range")
                .filter(range -> range.strip().startsWith("bytes " + offset + "-"))
                .isPresent();
    }
}
