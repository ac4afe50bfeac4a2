package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.RelativePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Weights that are cut into numbered files, told by their names: {@code model-00001-of-00003.safetensors}. */
final class PartSets {
    private static final Pattern PART =
            Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.(safetensors|gguf|bin)", Pattern.CASE_INSENSITIVE);
    private static final int MOST_PARTS = 10_000;
    private static final int MOST_SHOWN = 3;

    private PartSets() {}

    static boolean isPart(RelativePath path) {
        return PART.matcher(path.text()).matches();
    }

    /** What is missing of each set; a set with an index of its own is named by that, and judged where it is read. */
    static List<String> missing(Collection<InspectableFile> files) {
        Set<String> names = files.stream().map(file -> file.path().text()).collect(Collectors.toSet());
        Map<Stem, Set<Integer>> sets = new TreeMap<>(Comparator.comparing(Stem::toString));
        for (String name : names) {
            Matcher part = PART.matcher(name);
            if (part.matches() && !names.contains(part.group(1) + "." + part.group(4) + ".index.json")) {
                sets.computeIfAbsent(new Stem(part.group(1), part.group(3), part.group(4)), stem -> new TreeSet<>())
                        .add(Integer.parseInt(part.group(2)));
            }
        }
        List<String> missing = new ArrayList<>();
        sets.forEach((stem, present) -> missing(stem, present, missing));
        return missing;
    }

    private static void missing(Stem stem, Set<Integer> present, List<String> missing) {
        int total = Integer.parseInt(stem.total());
        int first = present.contains(0) ? 0 : 1;
        if (total > MOST_PARTS) {
            return;
        }
        List<String> absent = IntStream.range(first, first + total)
                .filter(number -> !present.contains(number))
                .mapToObj(number -> String.format("%05d", number))
                .toList();
        if (!absent.isEmpty()) {
            String shown = String.join(", ", absent.subList(0, Math.min(MOST_SHOWN, absent.size())));
            String more = absent.size() > MOST_SHOWN ? " and " + (absent.size() - MOST_SHOWN) + " more" : "";
            missing.add(stem + " lacks " + (absent.size() == 1 ? "part " : "parts ") + shown + more);
        }
    }

    /** What the names of a set share. Immutable. */
    private record Stem(String name, String total, String extension) {
        @Override
        public String toString() {
            return name + "-*-of-" + total + "." + extension;
        }
    }
}
