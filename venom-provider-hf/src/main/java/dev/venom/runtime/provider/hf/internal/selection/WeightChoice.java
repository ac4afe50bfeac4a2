package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Weights that were chosen, and what is to be said about that. Immutable.
 *
 * @param files the weights that stay
 * @param gaps why what stays can't be loaded, as parts of a sentence
 * @param remarks what somebody should know, as parts of a sentence
 */
record WeightChoice(Set<RepoFile> files, List<String> gaps, List<String> remarks) {
    static final WeightChoice NOTHING = new WeightChoice(Set.of(), List.of(), List.of());

    WeightChoice {
        files = Set.copyOf(files);
        gaps = List.copyOf(gaps);
        remarks = List.copyOf(remarks);
    }

    static WeightChoice of(Collection<RepoFile> files) {
        return new WeightChoice(Set.copyOf(files), List.of(), List.of());
    }

    WeightChoice and(WeightChoice other) {
        return all(List.of(this, other));
    }

    static WeightChoice all(Collection<WeightChoice> choices) {
        Set<RepoFile> files = new HashSet<>();
        Set<String> gaps = new LinkedHashSet<>();
        Set<String> remarks = new LinkedHashSet<>();
        for (WeightChoice choice : choices) {
            files.addAll(choice.files);
            gaps.addAll(choice.gaps);
            remarks.addAll(choice.remarks);
        }
        return new WeightChoice(files, List.copyOf(gaps), List.copyOf(remarks));
    }

    WeightChoice withGap(String gap) {
        return and(new WeightChoice(Set.of(), List.of(gap), List.of()));
    }

    WeightChoice remarking(String remark) {
        return and(new WeightChoice(Set.of(), List.of(), List.of(remark)));
    }

    /** What is only so because somebody excluded something is said, and does not count as a gap. */
    WeightChoice excusing(Collection<String> ofTheWholeRepository) {
        Set<String> excused = new LinkedHashSet<>(gaps);
        excused.removeAll(ofTheWholeRepository);
        List<String> own = gaps.stream().filter(gap -> !excused.contains(gap)).toList();
        return new WeightChoice(files, own, List.copyOf(excused)).and(new WeightChoice(Set.of(), List.of(), remarks));
    }
}
