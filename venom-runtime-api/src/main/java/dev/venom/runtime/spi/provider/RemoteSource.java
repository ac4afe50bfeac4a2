package dev.venom.runtime.spi.provider;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.util.Optional;

/**
 * Where the bytes of a file are. Called from many threads at once. Addresses that expire are made anew by
 * each call.
 */
@FunctionalInterface
public interface RemoteSource {
    /**
     * A request for the whole file, for one attempt. The engine adds the range, follows redirects, and keeps
     * the credential to its origin.
     *
     * @return a GET
     * @throws VenomException if no address can be had
     */
    HttpCall call();

    /**
     * Judges an answer of the call's own origin before the engine does, be it a success, a redirect or an
     * error: the provider knows what its server means by it.
     *
     * @param head status and headers
     * @return why the download has to end; empty where the engine decides by the status
     */
    default Optional<VenomException> refusal(ReplyHead head) {
        return Optional.empty();
    }

    /**
     * The whole content, where the provider had to read the file before. It is hashed like any other bytes.
     *
     * @return the content, which need not be fetched again; by default none
     */
    default Optional<byte[]> held() {
        return Optional.empty();
    }
}
