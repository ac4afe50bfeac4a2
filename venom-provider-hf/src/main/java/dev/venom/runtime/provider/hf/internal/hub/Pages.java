package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The pages of one listing, from the first to the last, each asked for once. Confined to one thread. */
final class Pages {
    private static final int MOST_PAGES = 200;

    private final Endpoint endpoint;
    private final Set<URI> asked = new HashSet<>();

    Pages(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * The page that follows.
     *
     * @param page the one that was asked for
     * @param head its answer
     * @return its address; empty where it was the last
     * @throws UnfinishedListingException if the listing can't be followed to its end
     */
    Optional<URI> after(URI page, ReplyHead head) throws UnfinishedListingException {
        asked.add(page);
        Optional<URI> next = NextPage.of(head, endpoint);
        if (next.isPresent() && asked.contains(next.get())) {
            throw new UnfinishedListingException("leads back to a page before");
        }
        if (next.isPresent() && asked.size() >= MOST_PAGES) {
            throw new UnfinishedListingException("did not end after " + MOST_PAGES + " pages");
        }
        return next;
    }
}
