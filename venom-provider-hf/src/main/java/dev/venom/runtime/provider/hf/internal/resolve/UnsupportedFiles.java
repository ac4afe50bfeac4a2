package dev.venom.runtime.provider.hf.internal.resolve;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.provider.hf.internal.repository.UnsupportedFile;
import dev.venom.runtime.provider.hf.internal.selection.FileSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of a commit whose names can't be kept. One that would be fetched refuses the install; one that is left
 * out is told of, and nothing more. Whether the selection would take it is found with a stand-in of the same kind.
 */
final class UnsupportedFiles {
    private static final int MOST_NAMED = 5;
    private static final String NO_CONTENT = "0".repeat(40);

    private final RepoTree tree;
    private final Map<RepoFile, UnsupportedFile> standIns = new LinkedHashMap<>();

    /** @throws dev.venom.runtime.api.error.VenomException UNSAFE_FORMAT if a person's include names one of them */
    UnsupportedFiles(RepoTree tree, FileSelector selector, boolean isChosenByPerson) {
        this.tree = tree;
        Set<String> taken =
                tree.files().stream().map(file -> file.path().text()).collect(Collectors.toCollection(HashSet::new));
        for (UnsupportedFile odd : tree.oddFiles()) {
            // in a pattern a backslash is a slash
            if (!selector.wants(odd.name().replace('\\', '/'))) {
                continue;
            }
            if (isChosenByPerson) {
                throw odd.refused();
            }
            RepoFile standIn = new RepoFile(odd.standIn(taken), 0, NO_CONTENT, Optional.empty(), Optional.empty());
            taken.add(standIn.path().text());
            standIns.put(standIn, odd);
        }
    }

    /** What there is to select from. */
    List<RepoFile> candidates() {
        if (standIns.isEmpty()) {
            return tree.files();
        }
        List<RepoFile> all = new ArrayList<>(tree.files());
        all.addAll(standIns.keySet());
        return all;
    }

    /**
     * Says which names are passed over.
     *
     * @throws dev.venom.runtime.api.error.VenomException UNSAFE_FORMAT if one of them was selected
     */
    Optional<Verdict> judge(List<RepoFile> selected) {
        for (RepoFile file : selected) {
            UnsupportedFile odd = standIns.get(file);
            if (odd != null) {
                throw odd.refused();
            }
        }
        if (tree.oddFiles().isEmpty()) {
            return Optional.empty();
        }
        String names = tree.oddFiles().stream()
                .limit(MOST_NAMED)
                .map(odd -> "'" + odd.shown() + "'")
                .collect(Collectors.joining(", "));
        int more = tree.oddFiles().size() - MOST_NAMED;
        return Optional.of(Verdict.warn(
                "file_names",
                "left out, because not every system can keep such a name: " + names
                        + (more > 0 ? " and " + more + " more" : "")));
    }
}
