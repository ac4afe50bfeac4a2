package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The weights of one directory, in whatever formats. Immutable.
 *
 * @param name the directory; empty for the repository's own
 * @param files its weights by their kinds
 */
record WeightDirectory(String name, Map<FileKind, List<RepoFile>> files) {
    /** Weights in safetensors take at least a quarter of what they took in 32 bits. */
    private static final int SMALLEST_SHARE = 4;

    private static final Pattern PIPELINE_PART =
            Pattern.compile("(?:unet|transformer|prior|decoder|vae|vqvae|vqgan|movq|controlnet|vocoder|safety_checker"
                    + "|(?:text|image|vision|audio|prompt)_encoders?)(?:_\\d)?");
    private static final Pattern TRAINING_STATE = Pattern.compile("(?:.*/)?checkpoint-\\d+(?:/.*)?");

    List<RepoFile> of(FileKind kind) {
        return files.getOrDefault(kind, List.of());
    }

    boolean isRoot() {
        return name.isEmpty();
    }

    /** Whether by its name alone it is a part of a pipeline, not a place for other forms of the same model. */
    boolean isPipelinePart() {
        return PIPELINE_PART.matcher(name).matches();
    }

    /** Whether it holds what training left on its way. */
    boolean isTrainingState() {
        return isTrainingState(name);
    }

    static boolean isTrainingState(String directory) {
        return TRAINING_STATE.matcher(directory).matches();
    }

    /** One form of each family of weights; a publisher's own layout only where there is no other. */
    WeightChoice chosen(FileKind kind, ShardIndexes indexes, Map<String, RepoFile> all) {
        Map<String, WeightChoice> choices = new LinkedHashMap<>();
        families(of(kind)).forEach((stem, family) -> {
            WeightName name = WeightName.of(family.get(0).path());
            choices.put(stem, new TensorFamily(family).chosen(indexes.shards(name), all));
        });
        WeightChoice body = choices.getOrDefault("model", WeightChoice.NOTHING);
        if (!body.files().isEmpty() && body.gaps().isEmpty()) {
            choices.remove("consolidated");
        }
        return WeightChoice.all(choices.values());
    }

    /** Pickles that are not the chosen safetensors of this directory once more. */
    List<RepoFile> notCoveredBy(Collection<RepoFile> chosen) {
        Set<String> stems =
                chosen.stream().map(file -> WeightName.of(file.path()).stem()).collect(Collectors.toSet());
        boolean hasBody = hasBody(chosen);
        boolean isAsLarge = isAsLarge(chosen);
        return of(FileKind.PICKLE).stream()
                .filter(pickle -> {
                    WeightName name = WeightName.of(pickle.path());
                    boolean isCopy = stems.contains(name.stem())
                            || name.isBody() && (hasBody || isAsLarge)
                            || name.isAdapter() && hasBody;
                    return !isCopy;
                })
                .toList();
    }

    /** Whether weights that a loader looks for first are among some files. */
    static boolean hasBody(Collection<RepoFile> chosen) {
        return chosen.stream().anyMatch(file -> WeightName.of(file.path()).isBody());
    }

    private boolean isAsLarge(Collection<RepoFile> chosen) {
        long tensorBytes = chosen.stream()
                .filter(file -> !WeightName.of(file.path()).isAdapter())
                .mapToLong(RepoFile::sizeBytes)
                .sum();
        long bodyBytes = of(FileKind.PICKLE).stream()
                .filter(file -> WeightName.of(file.path()).isBody())
                .mapToLong(RepoFile::sizeBytes)
                .sum();
        return tensorBytes > 0 && tensorBytes >= bodyBytes / SMALLEST_SHARE;
    }

    private static Map<String, List<RepoFile>> families(List<RepoFile> files) {
        return files.stream()
                .collect(Collectors.groupingBy(
                        file -> WeightName.of(file.path()).stem(), LinkedHashMap::new, Collectors.toList()));
    }
}
