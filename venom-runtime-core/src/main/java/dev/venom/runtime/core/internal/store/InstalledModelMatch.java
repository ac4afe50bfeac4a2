package dev.venom.runtime.core.internal.store;

import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of the installed models of one name somebody means. */
final class InstalledModelMatch {
    /** What git takes for the beginning of a commit; shorter ones are rarely of one commit alone. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,40}");

    private InstalledModelMatch() {}

    /**
     * Looks for the one that is spelled and revised as asked for, then for the only one of that revision, then of that
     * commit, and where no revision was asked for, for the only one.
     *
     * @param ref what is asked for, with the provider's defaults
     * @param anyRevision true if no revision was asked for
     * @param namesakes models of that name, however it is spelled
     */
    static Optional<InstalledModel> by(ModelRef ref, boolean anyRevision, List<InstalledModel> namesakes) {
        return exactly(ref, namesakes)
                .or(() -> ref.revision()
                        .filter(revision -> COMMIT.matcher(revision).matches())
                        .map(revision -> revision.toLowerCase(Locale.ROOT))
                        .flatMap(commit -> only(namesakes.stream()
                                .filter(model -> model.commit().startsWith(commit))
                                .toList())))
                .or(() -> anyRevision ? only(namesakes) : Optional.empty());
    }

    /** The one that is spelled and revised as asked for, else the only one of that revision. */
    static Optional<InstalledModel> exactly(ModelRef ref, List<InstalledModel> namesakes) {
        return namesakes.stream()
                .filter(model -> model.ref().equals(ref))
                .findFirst()
                .or(() -> only(namesakes.stream()
                        .filter(model -> model.ref().revision().equals(ref.revision()))
                        .toList()));
    }

    private static Optional<InstalledModel> only(List<InstalledModel> models) {
        return models.size() == 1 ? Optional.of(models.get(0)) : Optional.empty();
    }
}
