package dev.venom.runtime.testbed.hub.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** A wire that frames the body in chunks (RFC 9112, section 7.1). */
final class ChunkedSink extends ForwardingSink {

    ChunkedSink(ResponseSink next) {
        super(next);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (bytes.hasRemaining()) {
            send(Integer.toHexString(bytes.remaining()) + "\r\n");
            super.write(bytes);
            send("\r\n");
        }
    }

    @Override
    public void write(FileChannel file, long position, long count) throws IOException {
        if (count > 0) {
            send(Long.toHexString(count) + "\r\n");
            super.write(file, position, count);
            send("\r\n");
        }
    }

    void end() throws IOException {
        send("0\r\n\r\n");
    }

    private void send(String framing) throws IOException {
        super.write(ByteBuffer.wrap(framing.getBytes(StandardCharsets.US_ASCII)));
    }
}
