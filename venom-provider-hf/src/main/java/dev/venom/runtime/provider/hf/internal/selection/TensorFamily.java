package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The same weights in one directory and format as often as somebody uploaded them: whole, in shards of different
 * number, in variants such as {@code fp16}. One of these forms is enough. Immutable.
 *
 * @param files at least one file
 */
record TensorFamily(List<RepoFile> files) {
    /**
     * Takes the form that loaders take: what the index names, else the whole file, else a set of shards without a hole.
     *
     * @param named what the index names
     * @param all files of the commit by their names: an index may name files of other directories
     */
    WeightChoice chosen(Optional<Set<String>> named, Map<String, RepoFile> all) {
        if (named.isEmpty()) {
            return withoutIndex();
        }
        List<RepoFile> present =
                named.get().stream().filter(all::containsKey).map(all::get).toList();
        if (present.size() == named.get().size()) {
            return WeightChoice.of(present);
        }
        Set<String> missing = new TreeSet<>(named.get());
        missing.removeAll(all.keySet());
        String lack = "the index names files that the repository lacks: " + Names.some(List.copyOf(missing));
        WeightChoice otherForm = withoutIndex();
        if (otherForm.gaps().isEmpty()) {
            return otherForm.remarking(lack);
        }
        Set<RepoFile> kept = new LinkedHashSet<>(present);
        kept.addAll(otherForm.files());
        return WeightChoice.of(kept).withGap(lack);
    }

    private WeightChoice withoutIndex() {
        Map<String, List<RepoFile>> forms =
                files.stream().collect(Collectors.groupingBy(TensorFamily::form, TreeMap::new, Collectors.toList()));
        List<RepoFile> whole = forms.get("");
        if (whole != null) {
            return WeightChoice.of(whole);
        }
        List<List<RepoFile>> complete =
                forms.values().stream().filter(TensorFamily::isComplete).toList();
        Optional<List<RepoFile>> usual = complete.stream()
                .filter(form -> name(form).variant().isEmpty())
                .max(Comparator.comparingLong(TensorFamily::sizeBytes));
        if (usual.isPresent()) {
            return WeightChoice.of(usual.get());
        }
        if (!complete.isEmpty()) {
            return WeightChoice.of(complete.stream().flatMap(Collection::stream).collect(Collectors.toSet()));
        }
        List<String> gaps = forms.values().stream().map(TensorFamily::gap).toList();
        return new WeightChoice(Set.copyOf(files), gaps, List.of());
    }

    /** What is the same for all files of one form; empty for the usual whole file. */
    private static String form(RepoFile file) {
        WeightName name = WeightName.of(file.path());
        return name.variant() + name.part().map(part -> "-of-" + part.count()).orElse("");
    }

    private static boolean isComplete(List<RepoFile> form) {
        return name(form).part().filter(part -> part.count() > numbers(form)).isEmpty();
    }

    private static long numbers(List<RepoFile> form) {
        Function<RepoFile, Integer> number =
                file -> WeightName.of(file.path()).part().orElseThrow().number();
        return form.stream().map(number).distinct().count();
    }

    private static String gap(List<RepoFile> form) {
        int count = name(form).part().orElseThrow().count();
        return "of the " + count + " parts of the weights with " + form.get(0).path() + " only " + numbers(form)
                + (numbers(form) == 1 ? " is" : " are") + " there";
    }

    private static WeightName name(List<RepoFile> form) {
        return WeightName.of(form.get(0).path());
    }

    private static long sizeBytes(List<RepoFile> form) {
        return form.stream().mapToLong(RepoFile::sizeBytes).sum();
    }
}
