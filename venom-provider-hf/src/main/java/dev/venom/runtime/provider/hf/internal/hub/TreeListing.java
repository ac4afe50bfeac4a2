package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The Hub's listing of a commit, page by page to its end. Used once. */
final class TreeListing {
    /** A page of a thousand files has 300 kB; what is longer would only cost memory. */
    private static final long LARGEST_PAGE_BYTES = 8L << 20;

    private static final Set<ErrorCode> UNKNOWN = EnumSet.of(
            ErrorCode.MODEL_NOT_FOUND,
            ErrorCode.REVISION_NOT_FOUND,
            ErrorCode.UNAUTHORIZED,
            ErrorCode.PROVIDER_UNAVAILABLE);

    private final HubAccess access;
    private final Transport transport;
    private final HubErrors refusals;
    private final URI first;
    private final RepoTree.Builder tree = new RepoTree.Builder();
    private final TreePageReader reader = new TreePageReader(tree);

    TreeListing(HubAccess access, Transport transport, RepoId id, String commit) {
        this.access = access;
        this.transport = transport;
        this.refusals = new HubErrors(access, id, commit);
        this.first = access.endpoint().tree(id, commit);
    }

    /**
     * Reads all pages.
     *
     * @throws NoListingException if the first page can't be had, for a reason that may lie in the listing alone
     * @throws VenomException PROVIDER_UNAVAILABLE if a later one can't: what was read is not the whole
     */
    CommitFiles read() throws NoListingException {
        Pages pages = new Pages(access.endpoint());
        try {
            Optional<URI> page = pages.after(first, firstPage());
            while (page.isPresent()) {
                HttpReply reply = get(page.get());
                if (!reply.head().isSuccess()) {
                    throw refusals.brokenOff(reply.head(), HubReplies.excerpt(reply));
                }
                parse(reply);
                page = pages.after(page.get(), reply.head());
            }
        } catch (UnfinishedListingException unfinished) {
            throw refusals.unfinished(String.valueOf(unfinished.getMessage()));
        }
        return new CommitFiles(tree.build(), reader.names(), true);
    }

    /** Whether a server may have refused what it does not know, although it has the model. */
    static boolean mayBeUnknown(VenomException refusal) {
        return UNKNOWN.contains(refusal.code());
    }

    private ReplyHead firstPage() throws NoListingException {
        try {
            HttpReply reply = get(first);
            if (!reply.head().isSuccess()) {
                throw refusals.of(reply.head(), HubReplies.excerpt(reply), Optional.empty());
            }
            parse(reply);
            return reply.head();
        } catch (VenomException refusal) {
            if (mayBeUnknown(refusal)) {
                throw new NoListingException(refusal);
            }
            throw refusal;
        }
    }

    private HttpReply get(URI page) {
        return transport.send(access.authorized(HttpCall.get(page).withMaxReplyBytes(LARGEST_PAGE_BYTES)));
    }

    private void parse(HttpReply reply) {
        try {
            reader.read(reply.body());
        } catch (MalformedJsonException notJson) {
            throw refusals.notAHub(reply.head());
        }
    }
}
