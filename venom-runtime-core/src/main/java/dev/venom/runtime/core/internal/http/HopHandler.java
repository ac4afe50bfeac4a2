package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.connection.Framing;
import dev.venom.runtime.spi.transport.Headers;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;

/**
 * Decides by the head of one hop's answer who gets its body: the caller, if the answer is the last one and is
 * not refused. Used for one hop.
 */
final class HopHandler<T> implements BodyHandler<T> {
    private final boolean repeatable;
    private final URI uri;
    private final ResponseHeadCheck judge;
    private final BodyHandler<T> caller;
    private final OpenExchanges open;
    private volatile Optional<RuntimeException> refusal = Optional.empty();
    private volatile Optional<DiscardedBody<T>> unwanted = Optional.empty();
    private volatile boolean misframed;

    /**
     * A handler for one hop.
     *
     * @param repeatable whether the request may be sent again where its answer can't be read as it came
     */
    HopHandler(boolean repeatable, URI uri, ResponseHeadCheck judge, BodyHandler<T> caller, OpenExchanges open) {
        this.repeatable = repeatable;
        this.uri = uri;
        this.judge = judge;
        this.caller = caller;
        this.open = open;
    }

    /** Why the call has to end, be it the judge's word or a defect; known once the answer is there. */
    Optional<RuntimeException> refusal() {
        return refusal;
    }

    /** Whether the answer has to be asked for again, by a carrier that reads its body right. */
    boolean misframed() {
        return misframed;
    }

    /** Ends the body, where nobody reads it. */
    void settle() throws InterruptedException {
        if (unwanted.isPresent()) {
            unwanted.get().settle();
        }
    }

    @Override
    public BodySubscriber<T> apply(ResponseInfo info) {
        ReplyHead head =
                new ReplyHead(info.statusCode(), Headers.of(info.headers().map()), uri);
        if (repeatable && Framing.isContradictory(info.headers())) {
            misframed = true;
            return discarding();
        }
        try {
            Optional<VenomException> judged = judge.refusal(head);
            refusal = judged.map(failure -> failure);
            return judged.isPresent() || RedirectChain.isRedirect(head)
                    ? discarding()
                    : new TrackedBody<>(caller.apply(info), open);
        } catch (RuntimeException defect) {
            // Thrown on a thread of the JDK's client, it would leave the caller waiting
            refusal = Optional.of(defect);
            return discarding();
        }
    }

    private BodySubscriber<T> discarding() {
        DiscardedBody<T> body = new DiscardedBody<>();
        unwanted = Optional.of(body);
        return new TrackedBody<>(body, open);
    }
}
