package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides when the next call to a server may go out. */
interface Pacing {
    /** Every call goes out at once: a server on this host that is not well yet is asked again soon all the same. */
    Pacing NONE = new Pacing() {
        @Override
        public void awaitTurn(URI uri, Consumer<Duration> waits) {
            // Nobody is held back.
        }

        @Override
        public Optional<Duration> learn(ReplyHead head) {
            return Optional.empty();
        }
    };

    /**
     * Waits until a call is welcome again.
     *
     * @param uri what is to be called
     * @param waits told of a wait before it begins
     * @throws dev.venom.runtime.api.error.VenomException RATE_LIMITED, at once, if the wait is too long
     * @throws InterruptedException if the thread is interrupted
     */
    void awaitTurn(URI uri, Consumer<Duration> waits) throws InterruptedException;

    /**
     * Remembers what an answer says about the next call.
     *
     * @param head the answer
     * @return the wait that it asks for
     */
    Optional<Duration> learn(ReplyHead head);
}
