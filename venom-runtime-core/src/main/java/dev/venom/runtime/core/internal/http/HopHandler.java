package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.VenomException;
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
    private final URI uri;
    private final HeadJudge judge;
    private final BodyHandler<T> caller;
    private final OpenExchanges open;
    private volatile Optional<VenomException> refusal = Optional.empty();
    private volatile Optional<UnwantedBody<T>> unwanted = Optional.empty();

    HopHandler(URI uri, HeadJudge judge, BodyHandler<T> caller, OpenExchanges open) {
        this.uri = uri;
        this.judge = judge;
        this.caller = caller;
        this.open = open;
    }

    /** Why the call has to end; known once the answer is there. */
    Optional<VenomException> refusal() {
        return refusal;
    }

    /** Ends what is left of a body that nobody reads. */
    void dropLeftovers() {
        unwanted.ifPresent(UnwantedBody::drop);
    }

    @Override
    public BodySubscriber<T> apply(ResponseInfo info) {
        ReplyHead head =
                new ReplyHead(info.statusCode(), Headers.of(info.headers().map()), uri);
        refusal = judge.refusal(head);
        if (refusal.isPresent() || Itinerary.isRedirect(head)) {
            UnwantedBody<T> body = new UnwantedBody<>();
            unwanted = Optional.of(body);
            return new TrackedBody<>(body, open);
        }
        return new TrackedBody<>(caller.apply(info), open);
    }
}
