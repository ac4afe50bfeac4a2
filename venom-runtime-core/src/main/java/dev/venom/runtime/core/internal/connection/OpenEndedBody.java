package dev.venom.runtime.core.internal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A body that ends with its connection. */
final class OpenEndedBody implements Body {
    private final Inbound inbound;

    OpenEndedBody(Inbound inbound) {
        this.inbound = inbound;
    }

    @Override
    public ByteBuffer next() throws IOException {
        return inbound.await() ? inbound.take(Long.MAX_VALUE) : NOTHING;
    }

    @Override
    public boolean isOver() {
        return false;
    }
}
