package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.GgufFileName;
import dev.venom.runtime.api.model.ModelFormat;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of a model that hold its weights, told by their names. Immutable.
 *
 * @param format how they are stored
 * @param files the files in order, those of one model where there are several
 */
record WeightFiles(ModelFormat format, List<InspectableFile> files) {
    static final Set<String> PICKLES = Set.of("bin", "pt", "pth", "ckpt", "pkl", "pickle", "joblib", "dat", "nemo");
    private static final Pattern SPLIT = Pattern.compile("(.*)-[0-9]{5}-of-[0-9]{5}\\.gguf", Pattern.CASE_INSENSITIVE);

    WeightFiles {
        files = files.stream()
                .sorted(Comparator.comparing(InspectableFile::path))
                .toList();
    }

    static WeightFiles of(Collection<InspectableFile> all) {
        List<InspectableFile> safetensors = safetensors(all);
        List<InspectableFile> gguf = largestModel(all);
        if (!safetensors.isEmpty() && bytes(safetensors) >= bytes(gguf)) {
            return new WeightFiles(ModelFormat.SAFETENSORS, safetensors);
        }
        if (!gguf.isEmpty()) {
            return new WeightFiles(ModelFormat.GGUF, gguf);
        }
        List<InspectableFile> pickles =
                all.stream().filter(file -> PICKLES.contains(extension(file))).toList();
        return pickles.isEmpty()
                ? new WeightFiles(ModelFormat.OTHER, List.of())
                : new WeightFiles(ModelFormat.PICKLE, pickles);
    }

    static String extension(InspectableFile file) {
        String name = file.path().fileName();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether the files have headers that are read here. */
    boolean isRead() {
        return format == ModelFormat.SAFETENSORS || format == ModelFormat.GGUF;
    }

    long sizeBytes() {
        return bytes(files);
    }

    /** The same weights are often there a second time, in their authors' own layout. */
    private static List<InspectableFile> safetensors(Collection<InspectableFile> all) {
        List<InspectableFile> every = all.stream()
                .filter(file -> extension(file).equals("safetensors"))
                .toList();
        Predicate<InspectableFile> isCopy = file -> file.path().text().startsWith("original/")
                || file.path().fileName().startsWith("consolidated")
                || file.path().fileName().startsWith("adapter_");
        List<InspectableFile> main = every.stream().filter(isCopy.negate()).toList();
        return main.isEmpty() ? every : main;
    }

    /** A selection may hold several quantizations: the largest is described. */
    private static List<InspectableFile> largestModel(Collection<InspectableFile> all) {
        Map<String, List<InspectableFile>> models = GgufFileName.models(all, InspectableFile::path).stream()
                .collect(Collectors.groupingBy(WeightFiles::modelName, TreeMap::new, Collectors.toList()));
        return models.values().stream()
                .max(Comparator.comparingLong(WeightFiles::bytes))
                .orElse(List.of());
    }

    private static String modelName(InspectableFile file) {
        Matcher split = SPLIT.matcher(file.path().text());
        return split.matches() ? split.group(1) : file.path().text();
    }

    private static long bytes(List<InspectableFile> files) {
        return files.stream().mapToLong(InspectableFile::sizeBytes).sum();
    }
}
