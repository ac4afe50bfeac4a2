package dev.venom.runtime.api.model;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.Optional;

/**
 * What to look for. Immutable.
 *
 * @param text words to find; may be empty
 * @param provider only this provider; empty for all of them
 * @param runtime only models fit for this kind of runtime, such as {@code vllm}
 * @param limit most results wanted from each provider, 1 to 1000
 */
public record SearchRequest(String text, Optional<String> provider, Optional<String> runtime, int limit) {
    /** Results wanted where nobody says. */
    public static final int DEFAULT_LIMIT = 20;

    private static final int HIGHEST_LIMIT = 1_000;

    /** Checks the limit. */
    public SearchRequest {
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "A search for " + limit + " results is out of range.",
                    "Ask for 1 to " + HIGHEST_LIMIT + ".");
        }
    }

    /**
     * A search in every provider.
     *
     * @param text words to find
     * @return a request for 20 results
     */
    public static SearchRequest of(String text) {
        return new SearchRequest(text, Optional.empty(), Optional.empty(), DEFAULT_LIMIT);
    }

    /**
     * The same search in one provider.
     *
     * @param other the provider's id
     * @return a copy
     */
    public SearchRequest in(String other) {
        return new SearchRequest(text, Optional.of(other), runtime, limit);
    }
}
