package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.model.GgufFileName;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a runtime is given of a model: its directory, or the file that is a GGUF, the first one of a split. */
final class ServedPath {
    private ServedPath() {}

    static Path of(InstalledModel model) {
        Path location = model.location();
        if (model.description().format() != ModelFormat.GGUF || !Files.isDirectory(location)) {
            return location;
        }
        return described(model).map(parts -> parts.get(0).path().in(location)).orElse(location);
    }

    /**
     * The one that the model's description is about: of several quantizations the largest, never what only accompanies
     * a model.
     */
    private static Optional<List<ModelFile>> described(InstalledModel model) {
        Map<String, List<ModelFile>> sets = GgufFileName.models(model.files(), ModelFile::path).stream()
                .sorted(Comparator.comparing(ModelFile::path))
                .collect(Collectors.groupingBy(ServedPath::set, TreeMap::new, Collectors.toList()));
        return sets.values().stream()
                .max(Comparator.comparingLong(
                        parts -> parts.stream().mapToLong(ModelFile::sizeBytes).sum()));
    }

    /** What the parts of one split have in common. */
    private static String set(ModelFile file) {
        return GgufFileName.of(file.path()).flatMap(GgufFileName::part).isPresent()
                ? file.path().text().replaceAll("-\\d{5}-of-(\\d{5}\\.\\w+)$", "-$1")
                : file.path().text();
    }
}
