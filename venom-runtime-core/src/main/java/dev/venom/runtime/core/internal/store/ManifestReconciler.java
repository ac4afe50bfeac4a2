package dev.venom.runtime.core.internal.store;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.spi.provider.ModelProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the entries of the manifest against what lies on disk. The disk is right, the manifest knows more: an entry whose
 * files are gone is shown as partial, and a model that lies on disk without an entry (another program wrote it, or the
 * manifest was lost) is shown all the same. Thread-safe.
 */
final class ManifestReconciler {
    private static final Logger LOG = LoggerFactory.getLogger(ManifestReconciler.class);

    private final Providers providers;
    private final CanonicalNames identities;
    private final FoundModels found;

    ManifestReconciler(Providers providers, CanonicalNames identities) {
        this.providers = providers;
        this.identities = identities;
        this.found = new FoundModels(providers);
    }

    /** The installed models by name: the entries as they are on disk, and what lies there without one. */
    Map<ModelRef, InstalledModel> reconcile(List<InstalledModel> entries) {
        Map<ModelRef, InstalledModel> models = new LinkedHashMap<>();
        byReference(entries).values().stream().map(this::asOnDisk).forEach(model -> models.put(model.ref(), model));
        for (ModelProvider provider : providers.all()) {
            for (InstalledModel onDisk : inventory(provider)) {
                InstalledModel kept = identities.asKept(onDisk, models);
                if (models.merge(kept.ref(), kept, ManifestReconciler::newer) == kept) {
                    models.put(kept.ref(), found.described(kept));
                }
            }
        }
        Map<ModelRef, InstalledModel> sorted = new LinkedHashMap<>();
        models.values().stream().sorted(ModelStore.BY_REFERENCE).forEach(model -> sorted.put(model.ref(), model));
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

    static Map<ModelRef, InstalledModel> byReference(List<InstalledModel> models) {
        Map<ModelRef, InstalledModel> map = new LinkedHashMap<>();
        models.forEach(model -> map.put(model.ref(), model));
        return map;
    }
}
