package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides, for the format chosen, which files stay. Immutable. */
final class WeightFilter {
    private static final Pattern CONSOLIDATED = Pattern.compile("consolidated.*\\.safetensors(?:\\.index\\.json)?");
    /** A shard or a variant of {@code model.safetensors}: the same weights once more. */
    private static final Pattern COPY_OF_MODEL =
            Pattern.compile("model(?:-\\d{5}-of-\\d{5}|\\.[A-Za-z0-9_-]+)\\.safetensors");

    private final Predicate<RepoFile> keep;
    private final List<String> missingShards;

    private WeightFilter(Predicate<RepoFile> keep, List<String> missingShards) {
        this.keep = keep;
        this.missingShards = missingShards;
    }

    static WeightFilter of(ModelFormat format, List<RepoFile> files, Optional<ShardIndex> index) {
        return switch (format) {
            case SAFETENSORS -> safetensors(files, index);
            case GGUF -> gguf(files);
            case PICKLE -> new WeightFilter(file -> isOneOf(file, FileKind.PICKLE), List.of());
            case OTHER -> new WeightFilter(file -> isOneOf(file, FileKind.OTHER_WEIGHTS), List.of());
        };
    }

    boolean keeps(RepoFile file) {
        return keep.test(file);
    }

    List<String> missingShards() {
        return missingShards;
    }

    private static WeightFilter gguf(List<RepoFile> files) {
        Set<RepoFile> chosen = GgufSets.chosen(
                files.stream().filter(file -> kind(file) == FileKind.GGUF).toList());
        return new WeightFilter(
                file -> isOneOf(file, FileKind.GGUF) && (kind(file) != FileKind.GGUF || chosen.contains(file)),
                List.of());
    }

    private static WeightFilter safetensors(List<RepoFile> files, Optional<ShardIndex> index) {
        Set<String> root = files.stream()
                .filter(WeightFilter::isRootSafetensors)
                .map(file -> file.path().text())
                .collect(Collectors.toSet());
        Predicate<String> rootRule = root(root, index);
        Predicate<RepoFile> keep = file -> isOneOf(file, FileKind.SAFETENSORS)
                && (!file.path().isTopLevel() || rootRule.test(file.path().text()));
        return new WeightFilter(keep, missing(files, index));
    }

    private static Predicate<String> root(Set<String> root, Optional<ShardIndex> index) {
        Set<String> named = index.map(ShardIndex::shards).orElse(Set.of());
        if (root.stream().anyMatch(named::contains)) {
            return path -> named.contains(path) || !isWeightsOrConsolidated(path, root);
        }
        if (root.contains("model.safetensors")) {
            return path -> !COPY_OF_MODEL.matcher(path).matches()
                    && !CONSOLIDATED.matcher(path).matches();
        }
        boolean onlyConsolidated =
                root.stream().allMatch(path -> CONSOLIDATED.matcher(path).matches());
        return path -> onlyConsolidated || !CONSOLIDATED.matcher(path).matches();
    }

    private static boolean isWeightsOrConsolidated(String path, Set<String> root) {
        return root.contains(path) || CONSOLIDATED.matcher(path).matches();
    }

    private static List<String> missing(List<RepoFile> files, Optional<ShardIndex> index) {
        Set<String> missing = new TreeSet<>(index.map(ShardIndex::shards).orElse(Set.of()));
        files.forEach(file -> missing.remove(file.path().text()));
        return List.copyOf(missing);
    }

    private static boolean isRootSafetensors(RepoFile file) {
        return file.path().isTopLevel() && kind(file) == FileKind.SAFETENSORS;
    }

    /** What goes along with any weights stays; of the weights, only the kind chosen. */
    private static boolean isOneOf(RepoFile file, FileKind weights) {
        return kind(file) == weights || Accompaniment.holds(file);
    }

    private static FileKind kind(RepoFile file) {
        return FileKind.of(file.path());
    }
}
