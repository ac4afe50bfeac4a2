package dev.venom.runtime.testbed.hub.content;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Content held in memory. */
final class BytesContent implements Content {

    private final byte[] bytes;

    BytesContent(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void writeTo(ByteSink sink, long from, long count) throws IOException {
        sink.write(ByteBuffer.wrap(bytes, Math.toIntExact(from), Math.toIntExact(count)));
    }
}
