package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses among the GGUF files of a repository, where each quantization is a file or a set of parts. */
final class GgufSets {
    private static final Pattern PART = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.gguf", Pattern.CASE_INSENSITIVE);

    private GgufSets() {}

    /** One quantization with all its parts, and one projector for pictures where there are any. */
    static Set<RepoFile> chosen(Collection<RepoFile> ggufFiles) {
        Map<String, List<RepoFile>> models = new TreeMap<>();
        List<RepoFile> projectors = new ArrayList<>();
        for (RepoFile file : ggufFiles) {
            if (isProjector(file)) {
                projectors.add(file);
            } else if (!isCalibration(file)) {
                models.computeIfAbsent(key(file), key -> new ArrayList<>()).add(file);
            }
        }
        Set<RepoFile> chosen = new HashSet<>();
        bestModel(models).ifPresent(chosen::addAll);
        projectors.stream().min(Comparator.comparing(GgufSets::projectorRank)).ifPresent(chosen::add);
        return chosen;
    }

    private static java.util.Optional<List<RepoFile>> bestModel(Map<String, List<RepoFile>> models) {
        return models.entrySet().stream()
                .min(Comparator.<Map.Entry<String, List<RepoFile>>>comparingInt(set -> isWhole(set.getValue()) ? 0 : 1)
                        .thenComparingInt(set -> rank(set.getKey()))
                        .thenComparingInt(set -> depth(set.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getValue);
    }

    /** Parts of one set share a key. */
    private static String key(RepoFile file) {
        Matcher part = PART.matcher(file.path().text());
        return part.matches()
                ? part.group(1) + "-of-" + part.group(3)
                : file.path().text();
    }

    private static boolean isWhole(List<RepoFile> set) {
        Matcher part = PART.matcher(set.get(0).path().text());
        return !part.matches() || Integer.parseInt(part.group(3)) == set.size();
    }

    private static int rank(String key) {
        return Quantization.in(key.replaceAll("-of-\\d{5}$", ""))
                .map(Quantization::rank)
                .orElseGet(Quantization::unknownRank);
    }

    private static int depth(String key) {
        return (int) key.chars().filter(character -> character == '/').count();
    }

    private static boolean isProjector(RepoFile file) {
        return lowerName(file).contains("mmproj");
    }

    private static boolean isCalibration(RepoFile file) {
        return lowerName(file).contains("imatrix");
    }

    /** Runtimes keep the projector unquantized; sixteen bits are enough for it. */
    private static String projectorRank(RepoFile file) {
        String name = lowerName(file);
        String rank = name.contains("bf16") ? "1" : name.contains("f16") ? "0" : "2";
        return rank + file.path();
    }

    private static String lowerName(RepoFile file) {
        return file.path().fileName().toLowerCase(Locale.ROOT);
    }
}
