package dev.venom.runtime.provider.hf.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.provider.hf.internal.safety.CodeSearch;
import dev.venom.runtime.provider.hf.internal.safety.RemoteCode;
import dev.venom.runtime.provider.hf.internal.safety.SafetyVerdicts;
import dev.venom.runtime.provider.hf.internal.selection.FileSelector;
import dev.venom.runtime.provider.hf.internal.selection.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a resolved model together from its tree, wherever that came from: selects, then judges. */
final class ModelAssembler {
    /** The largest of today's indexes has half of it; above, all shards are taken unseen. */
    private static final long LARGEST_READ_BYTES = 16L << 20;

    private final ResolvedModel.Target target;
    private final InstallRequest request;
    private final SmallFileCache contents;

    ModelAssembler(ResolvedModel.Target target, InstallRequest request, SmallFileCache contents) {
        this.target = target;
        this.request = request;
        this.contents = contents;
    }

    ResolvedModel of(Listing listing) {
        RepoTree tree = listing.tree();
        if (tree.files().isEmpty()) {
            throw new VenomException(
                    ErrorCode.MODEL_NOT_FOUND,
                    "The repository " + target.id() + " is empty at revision '" + target.revision() + "'.",
                    "Choose another revision or another model.");
        }
        FileSelector selector = new FileSelector(request.include(), request.exclude());
        UnsupportedFiles odd = new UnsupportedFiles(tree, selector, selector.hasPatterns());
        Selection selection = selector.select(odd.candidates(), this::content);
        List<Verdict> verdicts = new ArrayList<>(listing.verdicts());
        odd.judge(selection.files()).ifPresent(verdicts::add);
        LocaleVerdict.of(selection.files()).ifPresent(verdicts::add);
        RemoteCode code = remoteCode(selection, listing);
        verdicts.addAll(new SafetyVerdicts(request.unsafeAllowed()).of(selection, tree, listing.info(), code));
        return new ResolvedModel(target, listing, selection, verdicts, contents.kept());
    }

    private RemoteCode remoteCode(Selection selection, Listing listing) {
        CodeSearch search = new CodeSearch(selection);
        contents.prepare(search.places());
        return search.in(contents::read, listing.info());
    }

    private Optional<byte[]> content(RepoFile file) {
        return file.sizeBytes() <= LARGEST_READ_BYTES ? contents.read(file) : Optional.empty();
    }
}
