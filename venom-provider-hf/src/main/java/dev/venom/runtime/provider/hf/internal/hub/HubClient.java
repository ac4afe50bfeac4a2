package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.hf.internal.json.JsonReader;
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
import java.util.Optional;

/** Asks the Hub about one model. Thread-safe. */
public final class HubClient {
    /** A page of a thousand files has 300 kB; what is longer would only cost memory. */
    private static final long LARGEST_PAGE_BYTES = 8L << 20;

    /** An error is longer than many a file. */
    private static final long LARGEST_ERROR_BYTES = 64 << 10;

    private static final int MOST_PAGES = 200;

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
        Refusals refusals = new Refusals(access, id, revision.name());
        RepoInfoReader reader = new RepoInfoReader();
        HttpReply reply = get(access.endpoint().revision(id, revision.name()), refusals, LARGEST_PAGE_BYTES);
        parse(reply, refusals, reader::read);
        if (reader.disabled()) {
            throw refusals.disabled();
        }
        if (!Revision.isCommit(reader.commit())) {
            throw refusals.notAHub(reply.head());
        }
        return new PinnedInfo(reader.commit(), reader.info());
    }

    /**
     * All files of a commit.
     *
     * @param commit the commit
     * @return its tree
     */
    public RepoTree tree(String commit) {
        Refusals refusals = new Refusals(access, id, commit);
        RepoTree.Builder tree = new RepoTree.Builder();
        TreePageReader reader = new TreePageReader(tree);
        Optional<URI> page = Optional.of(access.endpoint().tree(id, commit));
        for (int pages = 0; page.isPresent(); pages++) {
            if (pages == MOST_PAGES) {
                throw refusals.endless(pages);
            }
            HttpReply reply = get(page.get(), refusals, LARGEST_PAGE_BYTES);
            parse(reply, refusals, reader::read);
            page = NextPage.of(reply.head(), access.endpoint().origin());
        }
        return tree.build();
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
            throw new Refusals(access, id, commit).unexpected(reply.head());
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
        HttpCall head = access.authorized(HttpCall.of("HEAD", access.endpoint().file(id, commit, file.path())));
        ReplyHead reply = transport.send(head).head();
        return Origin.of(reply.uri()).equals(access.endpoint().origin()) ? source.refusal(reply) : Optional.empty();
    }

    private HttpReply get(URI address, Refusals refusals, long maxBytes) {
        HttpReply reply = transport.send(access.authorized(HttpCall.get(address).withMaxReplyBytes(maxBytes)));
        if (!reply.head().isSuccess()) {
            throw refusals.of(reply.head(), HubReplies.excerpt(reply), Optional.empty());
        }
        return reply;
    }

    private static void parse(HttpReply reply, Refusals refusals, java.util.function.Consumer<JsonReader> reader) {
        try {
            JsonReader.read(reply.body(), reader);
        } catch (MalformedJsonException notJson) {
            throw refusals.notAHub(reply.head());
        }
    }

    /**
     * A commit with the Hub's description. Immutable.
     *
     * @param commit what the revision is now
     * @param info what the Hub says about the model
     */
    public record PinnedInfo(String commit, RepoInfo info) {}
}
