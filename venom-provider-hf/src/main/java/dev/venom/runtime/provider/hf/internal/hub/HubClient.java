package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.hf.internal.json.Json;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Asks the Hub about one model. Thread-safe. */
public final class HubClient {
    /** A page of a thousand files has 300 kB; what is longer would only cost memory. */
    private static final long LARGEST_PAGE_BYTES = 8L << 20;

    /** An error is longer than many a file. */
    private static final long LARGEST_ERROR_BYTES = 64 << 10;

    private final HubAccess access;
    private final Transport transport;
    private final RepoId id;

    /**
     * A client for one model.
     *
     * @param access the Hub and the token
     * @param transport sends the calls
     * @param id the model
     */
    public HubClient(HubAccess access, Transport transport, RepoId id) {
        this.access = access;
        this.transport = transport;
        this.id = id;
    }

    /**
     * Which commit a revision is, and what the Hub says about the model.
     *
     * @param revision branch, tag or pull request
     * @return the commit with its description
     */
    public PinnedInfo info(Revision revision) {
        HubErrors refusals = new HubErrors(access, id, revision.name());
        RepoDescription described = describe(access.endpoint().revision(id, revision.name()), refusals);
        List<String> names = described.siblings().stream().map(Sibling::name).toList();
        return new PinnedInfo(described.commit(), described.info(), names);
    }

    private RepoDescription describe(URI address, HubErrors refusals) {
        HttpReply reply = get(address, refusals, LARGEST_PAGE_BYTES);
        RepoDescription described = parse(reply, refusals);
        if (described.disabled()) {
            throw refusals.disabled();
        }
        if (!Revision.isCommit(described.commit())) {
            throw refusals.notAHub(reply.head());
        }
        return described;
    }

    /**
     * All files of a commit. Proxies that keep artifacts may know no listing: then the description of the commit, which
     * they pass on, has the sizes and hashes.
     *
     * @param pinned the commit
     * @return its files
     * @throws VenomException PROVIDER_UNAVAILABLE if the listing can't be followed to its end, or lacks a file that the
     *     description of the same commit has
     */
    public CommitFiles files(PinnedInfo pinned) {
        try {
            CommitFiles listed = new TreeListing(access, transport, id, pinned.commit()).read();
            requireAll(pinned, listed);
            return listed;
        } catch (NoListingException noListing) {
            return described(pinned.commit()).orElseThrow(() -> unlisted(pinned, noListing.refusal()));
        }
    }

    /**
     * Whether a server may have refused a call that it does not know, although it has the model.
     *
     * @param refusal what it answered
     * @return true where another call may tell
     */
    public static boolean mayBeUnknown(VenomException refusal) {
        return TreeListing.mayBeUnknown(refusal);
    }

    /** A server that has just described the commit has it, whatever it says of the listing. */
    private VenomException unlisted(PinnedInfo pinned, VenomException refusal) {
        return pinned.siblings().isEmpty() ? refusal : new HubErrors(access, id, pinned.commit()).unlisted(refusal);
    }

    private void requireAll(PinnedInfo pinned, CommitFiles listed) {
        List<String> missing = pinned.siblings().stream()
                .filter(name -> !listed.names().contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new HubErrors(access, id, pinned.commit())
                    .unfinished("lacks " + missing.size() + " of "
                            + pinned.siblings().size() + " files that the description of the same commit has");
        }
    }

    private Optional<CommitFiles> described(String commit) {
        HubErrors refusals = new HubErrors(access, id, commit);
        RepoDescription described;
        try {
            described = describe(access.endpoint().blobs(id, commit), refusals);
        } catch (VenomException alsoRefused) {
            if (!mayBeUnknown(alsoRefused)) {
                throw alsoRefused;
            }
            return Optional.empty();
        }
        boolean isDescribed = described.commit().equals(commit)
                && described.siblings().stream().allMatch(Sibling::isDescribed);
        if (!isDescribed || described.siblings().isEmpty()) {
            return Optional.empty();
        }
        RepoTree.Builder tree = new RepoTree.Builder();
        described.siblings().forEach(file -> tree.add(file.name(), file::file));
        return Optional.of(CommitFiles.described(tree.build()));
    }

    /**
     * A small file.
     *
     * @param commit the commit
     * @param file one of its files
     * @return its bytes
     */
    public byte[] read(String commit, RepoFile file) {
        HubSource source = new HubSource(access, id, commit, file.path());
        HttpReply reply =
                transport.send(source.call().withMaxReplyBytes(Math.max(file.sizeBytes() + 1, LARGEST_ERROR_BYTES)));
        source.refusal(reply.head()).ifPresent(refusal -> {
            throw refusal;
        });
        if (!reply.head().isSuccess() || reply.body().length != file.sizeBytes()) {
            throw new HubErrors(access, id, commit).unexpected(reply.head());
        }
        return reply.body();
    }

    /**
     * Asks whether a file may be fetched, without fetching it.
     *
     * @param commit the commit
     * @param file one of its files
     * @return why not; empty if it may, or if only a store behind the Hub objects
     */
    public Optional<VenomException> probe(String commit, RepoFile file) {
        HubSource source = new HubSource(access, id, commit, file.path());
        URI address = access.endpoint().file(id, commit, file.path());
        ReplyHead reply = head(address, file);
        return Origin.of(reply.uri()).equals(access.endpoint().origin()) ? source.refusal(reply) : Optional.empty();
    }

    /** Some proxies know no HEAD; the first byte of the file tells as much. */
    private ReplyHead head(URI address, RepoFile file) {
        try {
            ReplyHead reply = transport
                    .send(access.authorized(HttpCall.of("HEAD", address)))
                    .head();
            if (reply.isSuccess() || HubSource.hasWords(reply)) {
                return reply;
            }
        } catch (VenomException refused) {
            if (!mayBeUnknown(refused)) {
                throw refused;
            }
        }
        HttpCall firstByte = HttpCall.get(address)
                .withHeader("Range", "bytes=0-0")
                .withMaxReplyBytes(Math.max(file.sizeBytes() + 1, LARGEST_ERROR_BYTES));
        return transport.send(access.authorized(firstByte)).head();
    }

    private HttpReply get(URI address, HubErrors refusals, long maxBytes) {
        HttpReply reply = transport.send(access.authorized(HttpCall.get(address).withMaxReplyBytes(maxBytes)));
        if (!reply.head().isSuccess()) {
            throw refusals.of(reply.head(), HubReplies.excerpt(reply), Optional.empty());
        }
        return reply;
    }

    private static RepoDescription parse(HttpReply reply, HubErrors refusals) {
        try {
            return RepoDescription.of(Json.object(reply.body()));
        } catch (MalformedJsonException notJson) {
            throw refusals.notAHub(reply.head());
        }
    }

    /**
     * A commit with the Hub's description. Immutable.
     *
     * @param commit what the revision is now
     * @param info what the Hub says about the model
     * @param siblings names of its files, as far as the description has them
     */
    public record PinnedInfo(String commit, RepoInfo info, List<String> siblings) {
        /** Copies the list. */
        public PinnedInfo {
            siblings = List.copyOf(siblings);
        }
    }
}
