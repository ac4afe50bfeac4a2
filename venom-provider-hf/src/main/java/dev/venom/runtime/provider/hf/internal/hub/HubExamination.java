package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.util.ArrayList;
import java.util.List;

/** Checks that the Hub can be reached, and that the token is accepted where there is one. Thread-safe. */
public final class HubExamination {
    private static final String ENDPOINT_CHECK = "hf_endpoint";
    private static final String TOKEN_CHECK = "hf_token";

    private final HubAccess access;
    private final Transport transport;

    /**
     * An examination of one Hub.
     *
     * @param access the Hub and the token
     * @param transport sends the calls
     */
    public HubExamination(HubAccess access, Transport transport) {
        this.access = access;
        this.transport = transport;
    }

    /**
     * Asks the Hub.
     *
     * @return one verdict for each check
     */
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(endpoint());
        if (access.credential().isPresent()) {
            verdicts.add(token());
        } else {
            verdicts.add(Verdict.ok(TOKEN_CHECK, "no token: public models only"));
        }
        return verdicts;
    }

    private Verdict endpoint() {
        try {
            new HubSearch(access, transport).ping();
            return Verdict.ok(ENDPOINT_CHECK, access.endpoint() + " answers");
        } catch (VenomException failure) {
            return Verdict.warn(ENDPOINT_CHECK, failure.getMessage() + " " + failure.hint());
        }
    }

    private Verdict token() {
        try {
            ReplyHead head = transport
                    .send(access.authorized(HttpCall.get(access.endpoint().whoami())))
                    .head();
            if (head.isSuccess()) {
                return Verdict.ok(TOKEN_CHECK, "accepted");
            }
            return head.status() == 401
                    ? Verdict.refuse(
                            TOKEN_CHECK,
                            ErrorCode.UNAUTHORIZED,
                            HubErrors.badToken(access).getMessage())
                    : Verdict.warn(TOKEN_CHECK, "could not be checked: status " + head.status());
        } catch (VenomException failure) {
            return Verdict.warn(TOKEN_CHECK, "could not be checked: " + failure.getMessage());
        }
    }
}
