package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.util.Optional;

/** Judges an answer of the call's own origin by its head, before a redirect is followed or a body is read. */
@FunctionalInterface
public interface ResponseHeadCheck {
    /** Why the call has to end here; empty where it goes on. */
    Optional<VenomException> refusal(ReplyHead head);

    /** Lets every answer pass. */
    static ResponseHeadCheck lenient() {
        return head -> Optional.empty();
    }
}
