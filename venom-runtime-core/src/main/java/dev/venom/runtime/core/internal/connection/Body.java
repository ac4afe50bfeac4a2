package dev.venom.runtime.core.internal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A body without what frames it. Confined to one thread. */
interface Body {
    /** What is returned at the end. */
    ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** The body of an answer that has none. */
    Body NONE = new Body() {
        @Override
        public ByteBuffer next() {
            return NOTHING;
        }

        @Override
        public boolean isOver() {
            return true;
        }
    };

    /**
     * Waits for bytes.
     *
     * @return those that came, good until the next call; none at the end of the body
     * @throws IOException if the connection broke, or the body ended before its time
     */
    ByteBuffer next() throws IOException;

    /** Whether its end has been seen, so that what follows on the connection is another answer. */
    boolean isOver();
}
