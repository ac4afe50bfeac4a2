package dev.venom.runtime.provider.hf.internal.selection;

import static dev.venom.runtime.provider.hf.internal.json.Json.text;
import static dev.venom.runtime.provider.hf.internal.json.Json.texts;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.json.Json;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The components that a repository names itself, in {@code modules.json} of sentence-transformers and {@code
 * model_index.json} of diffusers. Immutable.
 *
 * @param components directory of each, empty for the repository's own, and whether weights have to be there
 * @param isPipeline true where diffusers loads it: then each component has a directory of its own
 */
record DeclaredComponents(Map<String, Need> components, boolean isPipeline) {
    static final String MODULES = "modules.json";
    static final String PIPELINE = "model_index.json";

    private static final int MOST_COMPONENTS = 64;
    private static final Set<String> MODULES_WITH_WEIGHTS = Set.of(
            "Transformer",
            "CLIPModel",
            "Dense",
            "CNN",
            "LSTM",
            "LayerNorm",
            "WordEmbeddings",
            "StaticEmbedding",
            "WeightedLayerPooling",
            "MLMTransformer",
            "SparseAutoEncoder");
    private static final Set<String> MODULES_WITHOUT =
            Set.of("Pooling", "Normalize", "Dropout", "BoW", "WordWeights", "SpladePooling", "Router", "Asym");
    private static final List<String> PARTS_WITHOUT =
            List.of("Scheduler", "Tokenizer", "TokenizerFast", "Processor", "FeatureExtractor", "Transform");

    /** Whether a component has to have weights. */
    enum Need {
        /** Without them it can't be loaded. */
        WEIGHTS,
        /** It has none. */
        NONE,
        /** It is of a kind that is not known here. */
        UNKNOWN
    }

    DeclaredComponents {
        components = Map.copyOf(components);
    }

    static DeclaredComponents of(List<RepoFile> files, Documents documents) {
        Map<String, Need> components = new TreeMap<>();
        Optional<byte[]> pipeline = content(files, PIPELINE, documents);
        pipeline.ifPresent(document -> attempt(() -> readPipeline(document, components)));
        content(files, MODULES, documents).ifPresent(document -> attempt(() -> readModules(document, components)));
        return new DeclaredComponents(components, pipeline.isPresent() && !components.isEmpty());
    }

    boolean names(String directory) {
        return components.containsKey(directory);
    }

    private static Optional<byte[]> content(List<RepoFile> files, String name, Documents documents) {
        return files.stream()
                .filter(file -> file.path().text().equals(name))
                .findFirst()
                .flatMap(documents::read);
    }

    /** What can't be read names no components; then directories tell. */
    private static void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (MalformedJsonException | VenomException unusable) {
            return;
        }
    }

    /** {@code [{"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]}. */
    private static void readModules(byte[] document, Map<String, Need> components) {
        Json.objects(
                document,
                module -> text(module.path("type"))
                        .ifPresent(type -> add(text(module.path("path")).orElse(""), ofModule(type), components)));
    }

    private static Need ofModule(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        if (!type.startsWith("sentence_transformers.")) {
            return Need.UNKNOWN;
        }
        if (MODULES_WITH_WEIGHTS.contains(name)) {
            return Need.WEIGHTS;
        }
        return MODULES_WITHOUT.contains(name) ? Need.NONE : Need.UNKNOWN;
    }

    /** {@code {"unet": ["diffusers", "UNet2DConditionModel"], "safety_checker": [null, null]}}. */
    private static void readPipeline(byte[] document, Map<String, Need> components) {
        Json.object(document).properties().forEach(part -> {
            List<String> what = texts(part.getValue(), 3);
            if (what.size() == 2 && !part.getKey().startsWith("_")) {
                add(part.getKey(), ofPart(what.get(1)), components);
            }
        });
    }

    private static Need ofPart(String type) {
        return PARTS_WITHOUT.stream().anyMatch(type::endsWith) ? Need.NONE : Need.WEIGHTS;
    }

    private static void add(String directory, Need need, Map<String, Need> components) {
        String name = directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
        if (components.size() < MOST_COMPONENTS) {
            components.put(
                    name.isEmpty() || name.equals(".")
                            ? ""
                            : RelativePath.of(name).text(),
                    need);
        }
    }
}
