package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.GgufFileName;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Chooses the weights of a repository, component by component: each directory is one, as is whatever the repository
 * names itself, and each may be stored in another format. All GGUF files that belong to no component of their own are
 * one. Confined to one thread.
 */
final class Components {
    private static final String CONFIGURATION = "config.json";
    private static final String INDEX = "model.safetensors.index.json";

    private final Map<String, RepoFile> files;
    private final Map<String, WeightDirectory> directories;
    private final DeclaredComponents blueprint;
    private final Documents documents;
    private final Map<String, ShardIndexes> indexes = new HashMap<>();

    /**
     * @param wanted the files to choose from
     * @param documents reads what names components and shards
     */
    Components(Collection<RepoFile> wanted, Documents documents) {
        this.documents = documents;
        files = new TreeMap<>();
        wanted.forEach(file -> files.put(file.path().text(), file));
        directories = directories(wanted);
        blueprint = DeclaredComponents.of(List.copyOf(files.values()), documents);
    }

    WeightChoice chosen() {
        WeightChoice tensors = tensors();
        WeightChoice gguf = gguf(tensors);
        WeightChoice safe = tensors.and(gguf);
        WeightChoice loadable = safe.and(pickles(tensors, gguf));
        WeightChoice all = loadable.and(others(loadable)).and(pieces(loadable));
        return AdapterNote.on(withoutWeights(all, gguf), files.values(), documents);
    }

    private WeightChoice tensors() {
        return WeightChoice.all(directories.values().stream()
                .map(directory -> directory.chosen(FileKind.SAFETENSORS, indexes(".safetensors"), files))
                .toList());
    }

    /** Read once for each format, and only for a format that is looked at. */
    private ShardIndexes indexes(String extension) {
        return indexes.computeIfAbsent(
                extension, any -> ShardIndexes.of(List.copyOf(files.values()), extension, documents));
    }

    /** GGUF that is not the chosen safetensors in another format. */
    private WeightChoice gguf(WeightChoice tensors) {
        Map<String, List<RepoFile>> chosen = byDirectory(tensors);
        Map<String, List<RepoFile>> byComponent = new LinkedHashMap<>();
        for (WeightDirectory directory : directories.values()) {
            List<RepoFile> here = chosen.getOrDefault(directory.name(), List.of());
            List<RepoFile> left = directory.of(FileKind.GGUF).stream()
                    .filter(file -> !WeightDirectory.hasBody(here) && !hasNamesake(file, here))
                    .toList();
            if (!left.isEmpty()) {
                byComponent
                        .computeIfAbsent(isOwn(directory) ? directory.name() : "", any -> new ArrayList<>())
                        .addAll(left);
            }
        }
        if (WeightDirectory.hasBody(chosen.getOrDefault("", List.of())) || isWholePipeline(tensors)) {
            byComponent.remove("");
        }
        boolean hasOtherWeights = !tensors.files().isEmpty()
                || directories.values().stream()
                        .anyMatch(directory -> !directory.of(FileKind.PICKLE).isEmpty());
        return WeightChoice.all(byComponent.values().stream()
                .map(GgufModels::new)
                .filter(component -> component.hasModel() || !hasOtherWeights)
                .map(GgufModels::chosen)
                .toList());
    }

    private boolean isOwn(WeightDirectory directory) {
        return !directory.isRoot() && (blueprint.names(directory.name()) || directory.isPipelinePart());
    }

    private static boolean hasNamesake(RepoFile gguf, List<RepoFile> tensors) {
        String model = GgufFileName.of(gguf.path()).orElseThrow().model();
        return tensors.stream()
                .map(file -> WeightName.of(file.path()).stem())
                .anyMatch(stem -> stem.toLowerCase(Locale.ROOT)
                        .replaceAll("[-._ ]+", "-")
                        .equals(model.substring(model.lastIndexOf('/') + 1)));
    }

    private boolean isWholePipeline(WeightChoice tensors) {
        return blueprint.isPipeline() && lacking(tensors).isEmpty();
    }

    private WeightChoice pickles(WeightChoice tensors, WeightChoice gguf) {
        boolean isOnlyFormat = tensors.files().isEmpty() && gguf.files().isEmpty();
        Map<String, List<RepoFile>> chosen = byDirectory(tensors);
        List<WeightChoice> choices = new ArrayList<>();
        List<RepoFile> left = new ArrayList<>();
        for (WeightDirectory directory : directories.values()) {
            List<RepoFile> uncovered = directory.notCoveredBy(chosen.getOrDefault(directory.name(), List.of()));
            boolean isAside = isAside(directory, tensors);
            Set<RepoFile> needed =
                    isAside ? Set.of() : Set.copyOf(isOnlyFormat ? uncovered : needed(directory, uncovered, gguf));
            choices.add(oneForm(directory, needed));
            if (!directory.isTrainingState()) {
                uncovered.stream()
                        .filter(file -> !needed.contains(file))
                        .filter(file -> isAside || !WeightName.of(file.path()).isBody())
                        .forEach(left::add);
            }
        }
        WeightChoice choice = WeightChoice.all(choices);
        return left.isEmpty()
                ? choice
                : choice.remarking("left out, as loading can run code and nothing names them: " + Names.of(left));
    }

    /** Whether a whole model lies above a directory that nothing describes: another program's copy of it. */
    private boolean isAside(WeightDirectory directory, WeightChoice tensors) {
        return !directory.isRoot()
                && !blueprint.names(directory.name())
                && !hasConfiguration(directory)
                && !directory.isPipelinePart()
                && files.containsKey(CONFIGURATION)
                && WeightDirectory.hasBody(within("", tensors.files()));
    }

    private WeightChoice oneForm(WeightDirectory directory, Set<RepoFile> pickles) {
        if (pickles.isEmpty()) {
            return WeightChoice.NOTHING;
        }
        List<RepoFile> sorted =
                directory.of(FileKind.PICKLE).stream().filter(pickles::contains).toList();
        return new WeightDirectory(directory.name(), Map.of(FileKind.PICKLE, sorted))
                .chosen(FileKind.PICKLE, indexes(".bin"), files);
    }

    /** Those without which a component would be without its weights. */
    private List<RepoFile> needed(WeightDirectory directory, List<RepoFile> uncovered, WeightChoice gguf) {
        boolean isCoveredByGguf = !gguf.files().isEmpty() && !isOwn(directory);
        boolean isOutsideOfPipeline = blueprint.isPipeline() && !blueprint.names(directory.name());
        if (directory.isTrainingState() || isCoveredByGguf || isOutsideOfPipeline) {
            return List.of();
        }
        boolean isAlone = directory.of(FileKind.SAFETENSORS).isEmpty();
        if (isAlone && (blueprint.names(directory.name()) || hasConfiguration(directory))) {
            return uncovered;
        }
        return uncovered.stream()
                .filter(file -> WeightName.of(file.path()).isBody()
                        || WeightName.of(file.path()).isAdapter())
                .toList();
    }

    private boolean hasConfiguration(WeightDirectory directory) {
        return files.containsKey(directory.isRoot() ? CONFIGURATION : directory.name() + "/" + CONFIGURATION);
    }

    /** Other formats only where a component has no better one, or the repository none at all. */
    private WeightChoice others(WeightChoice loadable) {
        List<RepoFile> kept = new ArrayList<>();
        Set<String> lacking = lacking(loadable).keySet();
        for (WeightDirectory directory : directories.values()) {
            boolean isForNamed = lacking.stream()
                    .anyMatch(component -> component.isEmpty()
                            || directory.name().equals(component)
                            || directory.name().startsWith(component + "/"));
            if (loadable.files().isEmpty() || isForNamed) {
                kept.addAll(directory.of(FileKind.OTHER_WEIGHTS));
            }
        }
        return WeightChoice.of(kept);
    }

    /** Pieces are taken where there is nothing else, and said to be of no use yet. */
    private WeightChoice pieces(WeightChoice loadable) {
        PieceSets cut = PieceSets.of(files.values());
        return cut.text()
                .map(text -> loadable.files().isEmpty()
                        ? WeightChoice.of(cut.preferred()).withGap(text)
                        : WeightChoice.NOTHING.remarking("left out, as " + text))
                .orElse(WeightChoice.NOTHING);
    }

    /** Says which components have no weights; a GGUF beside them may be what a component is replaced with. */
    private WeightChoice withoutWeights(WeightChoice choice, WeightChoice gguf) {
        WeightChoice said = choice;
        for (Map.Entry<String, DeclaredComponents.Need> lack : lacking(choice).entrySet()) {
            String text = (lack.getKey().isEmpty() ? "the model itself" : "the component '" + lack.getKey() + "'")
                    + " has no weights that can be loaded";
            boolean isCertain = lack.getValue() == DeclaredComponents.Need.WEIGHTS
                    && within("", gguf.files()).isEmpty();
            said = isCertain ? said.withGap(text) : said.remarking(text);
        }
        return isForgotten(choice, gguf)
                ? said.remarking("no weights lie beside " + CONFIGURATION + ", only in directories")
                : said;
    }

    private boolean isForgotten(WeightChoice choice, WeightChoice gguf) {
        return blueprint.components().isEmpty()
                && files.containsKey(CONFIGURATION)
                && !choice.files().isEmpty()
                && gguf.files().isEmpty()
                && !files.containsKey(INDEX)
                && within("", choice.files()).isEmpty()
                && choice.files().stream().noneMatch(file -> FileKind.of(file.path()) == FileKind.OTHER_WEIGHTS);
    }

    /** Components that the repository names and that have no weights among some files, and whether they need any. */
    private Map<String, DeclaredComponents.Need> lacking(WeightChoice choice) {
        Map<String, DeclaredComponents.Need> lacking = new TreeMap<>(blueprint.components());
        lacking.values().removeIf(need -> need == DeclaredComponents.Need.NONE);
        lacking.keySet()
                .removeIf(component -> choice.files().stream()
                        .anyMatch(file -> component.isEmpty()
                                ? file.path().isTopLevel()
                                        || FileKind.of(file.path()) == FileKind.OTHER_WEIGHTS
                                        || !blueprint.names(directory(file))
                                                && !WeightDirectory.isTrainingState(directory(file))
                                : file.path().text().startsWith(component + "/")));
        return lacking;
    }

    private static Map<String, List<RepoFile>> byDirectory(WeightChoice choice) {
        return choice.files().stream().collect(Collectors.groupingBy(Components::directory));
    }

    private static List<RepoFile> within(String directory, Collection<RepoFile> files) {
        return files.stream().filter(file -> directory(file).equals(directory)).toList();
    }

    private static Map<String, WeightDirectory> directories(Collection<RepoFile> wanted) {
        Map<String, Map<FileKind, List<RepoFile>>> byDirectory = new TreeMap<>();
        for (RepoFile file : wanted) {
            if (BytePiece.of(file.path()).isEmpty() && isWeights(FileKind.of(file.path()))) {
                byDirectory
                        .computeIfAbsent(directory(file), any -> new TreeMap<>())
                        .computeIfAbsent(FileKind.of(file.path()), any -> new ArrayList<>())
                        .add(file);
            }
        }
        Map<String, WeightDirectory> directories = new TreeMap<>();
        byDirectory.forEach((name, files) -> directories.put(name, new WeightDirectory(name, files)));
        return directories;
    }

    private static boolean isWeights(FileKind kind) {
        return kind == FileKind.SAFETENSORS
                || kind == FileKind.GGUF
                || kind == FileKind.PICKLE
                || kind == FileKind.OTHER_WEIGHTS;
    }

    private static String directory(RepoFile file) {
        String path = file.path().text();
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
