package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.GgufFileName;
import dev.venom.runtime.api.model.GgufFileName.Role;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Chooses among the GGUF files of one component: one model in one quantization, with all its parts, and one
 * projector. What only accompanies a model is never taken for it. Immutable.
 */
final class GgufModels {
    /** Estimates of two quantizations of one model differ by less than this. */
    private static final double SAME_MODEL = 1.5;

    private final Map<Role, List<RepoFile>> byRole;

    GgufModels(Collection<RepoFile> files) {
        byRole = files.stream().collect(Collectors.groupingBy(file -> name(file).role()));
    }

    /** Whether one of them is a model, not only something that accompanies one. */
    boolean hasModel() {
        return byRole.containsKey(Role.MODEL);
    }

    WeightChoice chosen() {
        Role role = role();
        if (role == Role.PROJECTOR || role == Role.CALIBRATION || role == Role.ACCESSORY) {
            Set<RepoFile> all = byRole.values().stream().flatMap(List::stream).collect(Collectors.toSet());
            return WeightChoice.of(all)
                    .withGap("of the GGUF files none is a model, only what accompanies one: " + Names.of(all));
        }
        WeightChoice model = model(sets(byRole.get(role)));
        WeightChoice projector = byRole.getOrDefault(Role.PROJECTOR, List.of()).stream()
                .min(Comparator.comparing(GgufModels::projectorRank))
                .map(file -> WeightChoice.of(List.of(file)))
                .orElse(WeightChoice.NOTHING);
        WeightChoice both = model.and(projector);
        return switch (role) {
            case DRAFTER -> both.remarking("by its name the model is one that drafts for another");
            case ADAPTER -> both.remarking("by its name this is an adapter, which needs the model that it changes");
            default -> both;
        };
    }

    /** A repository of nothing but drafters is about these. */
    private Role role() {
        for (Role role : List.of(Role.MODEL, Role.DRAFTER, Role.ADAPTER, Role.PROJECTOR, Role.CALIBRATION)) {
            if (byRole.containsKey(role)) {
                return role;
            }
        }
        return Role.ACCESSORY;
    }

    private static List<Variant> sets(List<RepoFile> files) {
        Map<String, List<RepoFile>> sets =
                files.stream().collect(Collectors.groupingBy(GgufModels::key, TreeMap::new, Collectors.toList()));
        return sets.entrySet().stream()
                .map(set -> new Variant(set.getKey(), set.getValue()))
                .toList();
    }

    private static WeightChoice model(List<Variant> all) {
        List<Variant> whole = all.stream().filter(Variant::isWhole).toList();
        List<Variant> candidates = ofTheLargest(whole.isEmpty() ? all : whole);
        Variant best = candidates.stream().min(Variant.PREFERRED).orElseThrow();
        WeightChoice choice = WeightChoice.of(best.files());
        if (!best.isWhole()) {
            choice = choice.withGap(best.gap());
        }
        Set<String> others = new TreeSet<>();
        all.stream()
                .map(Variant::model)
                .filter(model -> !model.equals(best.model()))
                .forEach(others::add);
        return others.isEmpty()
                ? choice
                : choice.remarking("the names tell of other models as well (" + Names.some(new ArrayList<>(others))
                        + "); taken is " + best.model() + ", and --include chooses");
    }

    /** The quantizations of the largest model: a small one beside it guesses ahead of it, or is another model. */
    private static List<Variant> ofTheLargest(List<Variant> sets) {
        Map<String, Double> estimates = new TreeMap<>();
        sets.forEach(set -> estimates.merge(set.model(), set.estimatedWeights(), Math::max));
        double largest = estimates.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return sets.stream()
                .filter(set -> estimates.get(set.model()) * SAME_MODEL >= largest)
                .toList();
    }

    /** Parts of one set share a key. */
    private static String key(RepoFile file) {
        String path = file.path().text();
        return name(file)
                .part()
                .map(part -> path.substring(0, path.length() - "-00001-of-00001.gguf".length()) + "-of-" + part.count())
                .orElse(path);
    }

    /** Runtimes keep the projector unquantized; sixteen bits are enough for it. */
    private static String projectorRank(RepoFile file) {
        String name = file.path().fileName().toLowerCase(Locale.ROOT);
        String rank = name.contains("bf16") ? "1" : name.contains("f16") ? "0" : "2";
        return rank + file.path();
    }

    private static GgufFileName name(RepoFile file) {
        return GgufFileName.of(file.path()).orElseThrow();
    }

    /**
     * One quantization of one model. Immutable.
     *
     * @param key what its parts share
     * @param files its parts
     */
    private record Variant(String key, List<RepoFile> files) {
        static final Comparator<Variant> PREFERRED = Comparator.comparingInt(Variant::rank)
                .thenComparingLong(set ->
                        set.key().chars().filter(character -> character == '/').count())
                .thenComparing(Variant::key);

        String model() {
            return name(files.get(0)).model();
        }

        Optional<Quantization> quantization() {
            return name(files.get(0)).quantization().map(Quantization::new);
        }

        int rank() {
            return quantization().map(Quantization::rank).orElseGet(Quantization::unknownRank);
        }

        boolean isWhole() {
            return name(files.get(0))
                    .part()
                    .filter(part -> part.count() != files.size())
                    .isEmpty();
        }

        String gap() {
            return "of the " + name(files.get(0)).part().orElseThrow().count() + " parts of the model with "
                    + files.get(0).path() + " only " + files.size() + (files.size() == 1 ? " is" : " are") + " there";
        }

        double estimatedWeights() {
            double bits = quantization().map(Quantization::bits).orElseGet(Quantization::unknownBits);
            return files.stream().mapToLong(RepoFile::sizeBytes).sum() / bits;
        }
    }
}
