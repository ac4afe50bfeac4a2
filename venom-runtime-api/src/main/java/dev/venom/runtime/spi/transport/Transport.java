package dev.venom.runtime.spi.transport;

import java.util.function.Consumer;

/**
 * HTTP for metadata calls. Thread-safe. Files are not fetched through it: that is the download engine's
 * work.
 *
 * <p>Written once for all providers: redirects are followed by hand and a credential never leaves its
 * origin; GET and HEAD are tried again with jittered backoff after broken connections and the statuses 408,
 * 429, 500, 502, 503 and 504; {@code Retry-After} and {@code RateLimit} are honoured; proxies and {@code
 * NO_PROXY} are used.
 */
public interface Transport {
    /**
     * Sends a call and reads the whole answer.
     *
     * @param call the request
     * @return the answer; any status below 500 that retrying cannot mend, for the caller to judge
     * @throws dev.venom.runtime.api.error.VenomException NETWORK if there is no connection or the host is
     *     offline by choice; STALLED; RATE_LIMITED; PROVIDER_UNAVAILABLE for lasting 5xx and for an answer
     *     that is too long; CANCELLED if the thread is interrupted
     */
    HttpReply send(HttpCall call);

    /**
     * Sends a call once and hands over the answer line by line, as it arrives.
     *
     * @param call the request
     * @param lines receives each line without its end, at most 8 MiB long, on the calling thread; an
     *     exception thrown by it ends the call
     * @return the head of the answer; where it is not a success, the body is handed over all the same
     * @throws dev.venom.runtime.api.error.VenomException as {@link #send}
     */
    ReplyHead stream(HttpCall call, Consumer<String> lines);
}
