package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** What a runtime is given of a model: its directory, or the file that is a GGUF, the first one of a split. */
final class ServedPath {
    private ServedPath() {}

    static Path of(InstalledModel model) {
        Path location = model.location();
        if (model.description().format() != ModelFormat.GGUF || !Files.isDirectory(location)) {
            return location;
        }
        List<ModelFile> weights = model.files().stream()
                .filter(file -> file.path().text().endsWith(".gguf") && !isProjector(file))
                .sorted(Comparator.comparing(ModelFile::path))
                .toList();
        return isOneModel(weights) ? weights.get(0).path().in(location) : location;
    }

    /** Several files are one model only where they are numbered parts of it. */
    private static boolean isOneModel(List<ModelFile> weights) {
        return weights.size() == 1
                || weights.size() > 1
                        && weights.stream()
                                .allMatch(file -> file.path().fileName().matches(".*-\\d{5}-of-\\d{5}\\.gguf"));
    }

    /** The part of a multimodal model that looks at images lies beside it, and is no model. */
    private static boolean isProjector(ModelFile file) {
        return file.path().fileName().startsWith("mmproj");
    }
}
