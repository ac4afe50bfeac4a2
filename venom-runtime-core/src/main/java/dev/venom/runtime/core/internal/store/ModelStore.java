package dev.venom.runtime.core.internal.store;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.internal.file.CrossProcessLock;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.spi.provider.ModelProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is installed: the manifest, completed and corrected by what lies on disk. Thread-safe, also against
 * other processes.
 *
 * <p>The disk is right, the manifest knows more: an entry whose files are gone is shown as partial, and a model
 * that lies on disk without an entry (another program wrote it, or the manifest was lost) is shown all the same.
 */
public final class ModelStore {
    private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);
    private static final Comparator<InstalledModel> BY_REFERENCE =
            Comparator.comparing(model -> model.ref().toString());

    private final Manifest manifest;
    private final CrossProcessLock lock;
    private final Providers providers;
    private final FoundModels found;
    private final Identities identities;

    /**
     * Names the files; touches none.
     *
     * @param cacheDirectory the directory that holds everything
     * @param lock guards changes of the manifest
     * @param providers where models come from
     * @param clock the time
     */
    public ModelStore(Path cacheDirectory, CrossProcessLock lock, Providers providers, Clock clock) {
        this.manifest = new Manifest(cacheDirectory, clock);
        this.lock = lock;
        this.providers = providers;
        this.found = new FoundModels(providers);
        this.identities = new Identities(providers);
    }

    /**
     * All installed models, by name.
     *
     * @return models of every provider
     */
    public List<InstalledModel> models() {
        return List.copyOf(merged(manifest.read()).values());
    }

    /**
     * All installed models of one provider.
     *
     * @param provider its id
     * @return models, by name
     */
    public List<InstalledModel> models(String provider) {
        return models().stream()
                .filter(model -> model.ref().provider().equals(provider))
                .toList();
    }

    /**
     * What the manifest says, whatever lies on disk.
     *
     * @return its entries
     */
    public List<InstalledModel> recorded() {
        return manifest.read().models();
    }

    /**
     * The entry of this reference, under whichever spelling it is kept.
     *
     * @param ref a canonical reference
     * @return the model; empty where there is none
     */
    public Optional<InstalledModel> find(ModelRef ref) {
        List<InstalledModel> namesakes = models().stream()
                .filter(model -> identities.isSameName(model.ref(), ref))
                .toList();
        return Meant.exactly(ref, namesakes);
    }

    /**
     * The model that a person means: without a revision it is the provider's default, or the only one.
     *
     * @param ref what was typed
     * @return the model
     * @throws VenomException NOT_INSTALLED if there is none, or more than one
     */
    public InstalledModel require(ModelRef ref) {
        ModelRef canonical = providers.require(ref.provider()).canonical(ref);
        List<InstalledModel> namesakes = models().stream()
                .filter(model -> identities.isSameName(model.ref(), canonical))
                .toList();
        return Meant.by(canonical, ref.revision().isEmpty(), namesakes).orElseThrow(() -> notInstalled(ref, namesakes));
    }

    /**
     * Adds an entry, or replaces the one of the same reference.
     *
     * @param model the model
     */
    public void put(InstalledModel model) {
        lock.whileHeld(() -> put(model, manifest.read()));
    }

    /**
     * Takes an entry away, if there is one.
     *
     * @param ref its reference
     */
    public void forget(ModelRef ref) {
        change(models -> {
            models.remove(ref);
            return models;
        });
    }

    /**
     * Changes an entry, unless it is no longer what the caller saw: installed anew, verified or removed meanwhile.
     *
     * @param seen what the caller saw
     * @param change what to make of it
     */
    public void amend(InstalledModel seen, UnaryOperator<InstalledModel> change) {
        lock.whileHeld(() -> {
            Manifest.Content content = manifest.read();
            Map<ModelRef, InstalledModel> models = merged(content);
            Optional<InstalledModel> present =
                    Optional.ofNullable(models.get(seen.ref())).filter(model -> isSame(model, seen));
            present.map(change).ifPresent(model -> put(model, content));
            return present;
        });
    }

    private static boolean isSame(InstalledModel present, InstalledModel seen) {
        return present.commit().equals(seen.commit())
                && present.verifiedAt().equals(seen.verifiedAt())
                && present.files().equals(seen.files());
    }

    private List<InstalledModel> put(InstalledModel model, Manifest.Content content) {
        return change(content, models -> {
            InstalledModel kept = identities.asKept(model, models);
            models.put(kept.ref(), kept);
            return models;
        });
    }

    private void change(UnaryOperator<Map<ModelRef, InstalledModel>> edit) {
        lock.whileHeld(() -> change(manifest.read(), edit));
    }

    private List<InstalledModel> change(Manifest.Content content, UnaryOperator<Map<ModelRef, InstalledModel>> edit) {
        Map<ModelRef, InstalledModel> models = content.condition() == Manifest.Content.Condition.WHOLE
                ? byReference(content.models())
                : merged(content);
        List<InstalledModel> changed =
                edit.apply(models).values().stream().sorted(BY_REFERENCE).toList();
        manifest.write(changed, content.condition());
        return changed;
    }

    private Map<ModelRef, InstalledModel> merged(Manifest.Content content) {
        Map<ModelRef, InstalledModel> models = new LinkedHashMap<>();
        byReference(content.models()).values().stream()
                .map(this::asOnDisk)
                .forEach(model -> models.put(model.ref(), model));
        for (ModelProvider provider : providers.all()) {
            for (InstalledModel onDisk : inventory(provider)) {
                InstalledModel kept = identities.asKept(onDisk, models);
                if (models.merge(kept.ref(), kept, ModelStore::newer) == kept) {
                    models.put(kept.ref(), found.described(kept));
                }
            }
        }
        Map<ModelRef, InstalledModel> sorted = new LinkedHashMap<>();
        models.values().stream().sorted(BY_REFERENCE).forEach(model -> sorted.put(model.ref(), model));
        return sorted;
    }

    /** Another program may have moved a branch on, or completed what was partial: then the entry is history. */
    private static InstalledModel newer(InstalledModel entry, InstalledModel found) {
        boolean completed = entry.state() == InstallState.PARTIAL && found.state() == InstallState.COMPLETE;
        return entry.commit().equals(found.commit()) && !completed ? entry.with(besides(entry, found)) : found;
    }

    /** Another program, or an install of another selection, may have put more beside what the entry lists. */
    private static List<ModelFile> besides(InstalledModel entry, InstalledModel found) {
        if (!entry.location().equals(found.location())) {
            return List.of();
        }
        Set<Object> known = new HashSet<>();
        entry.files().forEach(file -> known.addAll(List.of(file.path(), file.digest())));
        return found.files().stream()
                .filter(file -> !known.contains(file.path()) && !known.contains(file.digest()))
                .toList();
    }

    private List<InstalledModel> inventory(ModelProvider provider) {
        try {
            return provider.inventory(providers.context());
        } catch (RuntimeException failure) {
            LOG.warn(
                    "the models of a provider can't be listed provider={} reason={}",
                    provider.id(),
                    failure instanceof VenomException known ? known.getMessage() : failure.toString());
            return List.of();
        }
    }

    private InstalledModel asOnDisk(InstalledModel entry) {
        if (entry.state() != InstallState.COMPLETE) {
            return entry;
        }
        Optional<ModelProvider> provider = providers.find(entry.ref().provider());
        boolean whole = provider.isEmpty() || isWhole(provider.get(), entry);
        return whole ? entry : entry.in(InstallState.PARTIAL);
    }

    /** What can't be looked at is not taken for gone. */
    private boolean isWhole(ModelProvider provider, InstalledModel entry) {
        try {
            return isPresent(provider, entry);
        } catch (RuntimeException unknown) {
            LOG.warn(
                    "whether a model is whole can't be told, and its entry is believed model={} reason={}",
                    entry.ref(),
                    unknown.toString());
            return true;
        }
    }

    private boolean isPresent(ModelProvider provider, InstalledModel entry) {
        return switch (provider.presence(entry, providers.context())) {
            case GONE -> false;
            case HIDDEN -> true;
            case AS_ITS_FILES -> entry.files().stream().allMatch(file -> isThere(provider, entry, file));
        };
    }

    private boolean isThere(ModelProvider provider, InstalledModel model, ModelFile file) {
        try {
            return Files.size(provider.locate(model, file, providers.context())) == file.sizeBytes();
        } catch (IOException gone) {
            return false;
        }
    }

    private static Map<ModelRef, InstalledModel> byReference(List<InstalledModel> models) {
        Map<ModelRef, InstalledModel> map = new LinkedHashMap<>();
        models.forEach(model -> map.put(model.ref(), model));
        return map;
    }

    private static VenomException notInstalled(ModelRef ref, List<InstalledModel> namesakes) {
        if (namesakes.isEmpty()) {
            return new VenomException(
                    ErrorCode.NOT_INSTALLED,
                    ref + " is not installed.",
                    "Install it with 'install " + ref + "', or see what is there with 'list'.");
        }
        List<String> revisions = new ArrayList<>();
        namesakes.forEach(model -> revisions.add(model.ref().toString()));
        return new VenomException(
                ErrorCode.NOT_INSTALLED,
                ref + " is not installed; " + String.join(", ", revisions) + (revisions.size() == 1 ? " is." : " are."),
                "Name the revision.");
    }
}
