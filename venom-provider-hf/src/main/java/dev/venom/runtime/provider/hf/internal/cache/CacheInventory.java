package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import dev.venom.runtime.provider.hf.internal.selection.FileSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the models in the cache by names and lengths alone: one for each link of ours, one for each ref that
 * huggingface_hub noted, and one for each commit that somebody pinned.
 */
public final class CacheInventory {
    private static final Logger LOG = LoggerFactory.getLogger(CacheInventory.class);
    private static final long LARGEST_INDEX_BYTES = 8L << 20;

    private final CacheLayout layout;
    private final String provider;

    /**
     * An inventory.
     *
     * @param layout the cache
     * @param provider id under which the models are known
     */
    public CacheInventory(CacheLayout layout, String provider) {
        this.layout = layout;
        this.provider = provider;
    }

    /**
     * Looks around.
     *
     * @return models that have at least one file
     */
    public List<InstalledModel> list() {
        List<InstalledModel> models = new ArrayList<>();
        try {
            Map<RepoId, List<ModelLink>> links = links();
            for (RepoFolder repo : layout.repos()) {
                addAll(repo, links.getOrDefault(repo.id(), List.of()), models);
            }
        } catch (IOException failure) {
            throw CacheFailures.of("Listing", layout.hub(), failure);
        }
        return List.copyOf(models);
    }

    private Map<RepoId, List<ModelLink>> links() throws IOException {
        Map<RepoId, List<ModelLink>> links = new HashMap<>();
        for (ModelLink link : layout.allLinks()) {
            link.snapshot(layout)
                    .filter(any -> link.path().getFileName().toString().contains("@"))
                    .flatMap(ModelLink::repo)
                    .ifPresent(id ->
                            links.computeIfAbsent(id, any -> new ArrayList<>()).add(link));
        }
        return links;
    }

    /** A damaged repository doesn't hide the others. */
    private void addAll(RepoFolder repo, List<ModelLink> links, List<InstalledModel> models) {
        try {
            for (Map.Entry<String, Named> entry : named(repo, links).entrySet()) {
                model(repo, entry.getKey(), entry.getValue()).ifPresent(models::add);
            }
        } catch (IOException unreadable) {
            LOG.warn(
                    "cached repository not listed repository={} reason={}",
                    repo.id(),
                    unreadable.getClass().getSimpleName());
        }
    }

    /** Revisions with their commits; our link beats the ref, which another program may have moved since. */
    private Map<String, Named> named(RepoFolder repo, List<ModelLink> links) throws IOException {
        Map<String, Named> named = new TreeMap<>();
        Map<String, String> byLabel = new HashMap<>();
        for (Map.Entry<String, String> ref : repo.revisions().entrySet()) {
            Revision revision = new Revision(ref.getKey());
            named.put(revision.name(), new Named(ref.getValue(), revision.in(repo.refs())));
            byLabel.put(revision.label(), revision.name());
        }
        for (ModelLink link : links) {
            String revision = byLabel.getOrDefault(link.label(), link.label());
            if (Revision.isValid(revision)) {
                link.snapshot(layout)
                        .map(snapshot -> new Named(snapshot.getFileName().toString(), link.path()))
                        .ifPresent(entry -> named.put(revision, entry));
            }
        }
        addPinned(repo, named);
        return named;
    }

    /** What only its commit names somebody pinned, unless we know that a newer commit took the name. */
    private void addPinned(RepoFolder repo, Map<String, Named> named) throws IOException {
        Superseded superseded = new Superseded(layout);
        Set<String> known = named.values().stream().map(Named::commit).collect(Collectors.toSet());
        for (String commit : repo.commits()) {
            if (!known.contains(commit) && !superseded.contains(repo, commit)) {
                named.put(commit, new Named(commit, repo.snapshot(commit)));
            }
        }
    }

    private Optional<InstalledModel> model(RepoFolder repo, String revision, Named named) throws IOException {
        Snapshot snapshot = Snapshot.read(repo, named.commit());
        List<ModelFile> files = snapshot.files().stream()
                .filter(file -> file.isThere() && file.digest().isPresent())
                .map(file -> new ModelFile(
                        file.path(),
                        file.sizeBytes().orElseThrow(),
                        file.digest().orElseThrow()))
                .toList();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        boolean isWhole = files.size() == snapshot.files().size() && isSatisfied(repo, named.commit(), snapshot);
        return Optional.of(new InstalledModel(
                ModelRef.of(provider, repo.id().text()).at(revision),
                named.commit(),
                repo.id().name(),
                repo.snapshot(named.commit()),
                files,
                ModelDescription.UNKNOWN,
                Files.getLastModifiedTime(named.name(), LinkOption.NOFOLLOW_LINKS)
                        .toInstant(),
                Optional.empty(),
                Optional.empty(),
                isWhole ? InstallState.COMPLETE : InstallState.PARTIAL,
                Optional.empty()));
    }

    /** Whether the snapshot holds the whole commit, or at least all that an install would select of it. */
    private static boolean isSatisfied(RepoFolder repo, String commit, Snapshot snapshot) throws IOException {
        if (snapshot.tree().isEmpty() || snapshot.holdsAll(snapshot.tree().get().files())) {
            return true;
        }
        RepoTree tree = snapshot.tree().get();
        Path directory = repo.snapshot(commit);
        return !tree.files().isEmpty()
                && snapshot.holdsAll(new FileSelector(List.of(), List.of())
                        .select(tree.files(), file -> document(file.path().in(directory)))
                        .files());
    }

    private static Optional<byte[]> document(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST_INDEX_BYTES
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** A commit and the name by which it is found. */
    private record Named(String commit, Path name) {}
}
