package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.GgufFileName;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Files that were cut into pieces. Immutable.
 *
 * @param byWhole the pieces of each
 */
record PieceSets(Map<String, List<RepoFile>> byWhole) {
    static PieceSets of(Collection<RepoFile> files) {
        return new PieceSets(files.stream()
                .filter(file -> BytePiece.of(file.path()).isPresent())
                .collect(Collectors.groupingBy(
                        file -> BytePiece.of(file.path()).orElseThrow().whole(), TreeMap::new, Collectors.toList())));
    }

    /** What is to be said of them, as part of a sentence; empty where there are none. */
    Optional<String> text() {
        return byWhole.isEmpty()
                ? Optional.empty()
                : Optional.of("cut into pieces, which no program loads before they are joined: "
                        + Names.some(List.copyOf(byWhole.keySet())));
    }

    /** The pieces of the one that is liked best by the quantization in its name. */
    List<RepoFile> preferred() {
        return byWhole.entrySet().stream()
                .min(Comparator.comparingInt((Map.Entry<String, List<RepoFile>> set) -> rank(set.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }

    private static int rank(String whole) {
        return GgufFileName.of(RelativePath.of(whole))
                .flatMap(GgufFileName::quantization)
                .map(label -> new Quantization(label).rank())
                .orElseGet(Quantization::unknownRank);
    }
}
