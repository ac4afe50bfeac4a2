package dev.venom.runtime.testbed.hub.wire;

import dev.venom.runtime.testbed.hub.content.ByteSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The way of one answer to its client: first the head, then the body. Confined to the connection's thread. */
public interface ResponseSink extends ByteSink {

    /** Sends the status line and the header fields. */
    void head(ByteBuffer head) throws IOException;

    /** Whether our side of the connection still stands; for those who wait in the middle of an answer. */
    boolean isOpen();
}
