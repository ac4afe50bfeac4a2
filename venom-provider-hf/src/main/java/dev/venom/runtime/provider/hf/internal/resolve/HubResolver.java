package dev.venom.runtime.provider.hf.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.hf.internal.cache.CachedBytes;
import dev.venom.runtime.provider.hf.internal.hub.CommitFiles;
import dev.venom.runtime.provider.hf.internal.hub.HubClient;
import dev.venom.runtime.provider.hf.internal.hub.HubClient.PinnedInfo;
import dev.venom.runtime.provider.hf.internal.hub.RepoInfo;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Resolves a model by asking the Hub: one call for the commit, one listing, and the small files that decide. */
final class HubResolver {
    /** Shown to everybody, also where the model is gated. */
    private static final Set<String> PUBLIC_FILES = Set.of("README.md", ".gitattributes");

    private final ResolvedModel.Target target;
    private final HubClient client;
    private final Executor threads;

    HubResolver(ResolvedModel.Target target, HubClient client, Executor threads) {
        this.target = target;
        this.client = client;
        this.threads = threads;
    }

    ResolvedModel resolve(InstallRequest request) {
        PinnedInfo pinned = pinned();
        CommitFiles files = client.files(pinned);
        RepoTree tree = files.tree();
        Gate gate = gate(pinned, tree);
        SmallFiles contents = file -> gate.isClosed() ? Optional.empty() : Optional.of(content(pinned.commit(), file));
        return new ModelAssembler(target, request, new SmallFileCache(contents, threads))
                .of(new Listing(pinned.commit(), tree, files.isWhole(), pinned.info(), gate.verdicts()));
    }

    /** Of a commit only what is said about it is asked: where nothing is known of it, its listing decides. */
    private PinnedInfo pinned() {
        try {
            return client.info(target.revision());
        } catch (VenomException refusal) {
            if (!target.revision().isCommit() || !HubClient.mayBeUnknown(refusal)) {
                throw refusal;
            }
            return new PinnedInfo(target.revision().name(), RepoInfo.UNKNOWN, List.of());
        }
    }

    /** What the cache has already, be it from another program, need not be asked for. */
    private byte[] content(String commit, RepoFile file) {
        return CachedBytes.read(target.places(commit).of(file), file.digest(), file.sizeBytes())
                .orElseGet(() -> client.read(commit, file));
    }

    /**
     * Whether files may be fetched. The listing of a gated model is public, so that a file has to be asked for;
     * so it has where nobody said whether the model is gated.
     */
    private Gate gate(PinnedInfo pinned, RepoTree tree) {
        boolean isUnknown = pinned.info().equals(RepoInfo.UNKNOWN);
        if (!pinned.info().gated() && !isUnknown) {
            return new Gate(List.of());
        }
        Optional<VenomException> refusal = smallest(tree).flatMap(file -> client.probe(pinned.commit(), file));
        if (refusal.isPresent() && refusal.get().code() != ErrorCode.GATED) {
            throw refusal.get();
        }
        if (refusal.isEmpty()) {
            return new Gate(isUnknown ? List.of() : List.of(Verdict.ok("gate", "gated; this account has access")));
        }
        VenomException gated = refusal.get();
        return new Gate(List.of(Verdict.refuse("gate", ErrorCode.GATED, sentences(gated))));
    }

    /** A verdict's detail is part of a sentence: it has no full stop of its own. */
    private static String sentences(VenomException failure) {
        return (failure.getMessage() + " " + failure.hint()).replaceAll("\\.$", "");
    }

    private static Optional<RepoFile> smallest(RepoTree tree) {
        return tree.files().stream()
                .filter(file -> !PUBLIC_FILES.contains(file.path().text()))
                .min(Comparator.comparingLong(RepoFile::sizeBytes));
    }

    /** What the licence gate says. Immutable. */
    private record Gate(List<Verdict> verdicts) {
        private boolean isClosed() {
            return verdicts.stream().anyMatch(verdict -> verdict.result() == Verdict.Result.REFUSE);
        }
    }
}
