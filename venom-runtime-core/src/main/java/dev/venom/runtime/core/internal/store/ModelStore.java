package dev.venom.runtime.core.internal.store;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.internal.file.CrossProcessLock;
import dev.venom.runtime.core.internal.provider.Providers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is installed: the manifest, completed and corrected by what lies on disk. Thread-safe, also against
 * other processes.
 */
public final class ModelStore {
    static final Comparator<InstalledModel> BY_REFERENCE =
            Comparator.comparing(model -> model.ref().toString());

    private final Manifest manifest;
    private final CrossProcessLock lock;
    private final Providers providers;
    private final ManifestReconciler reconciler;
    private final CanonicalNames identities;

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
        this.identities = new CanonicalNames(providers);
        this.reconciler = new ManifestReconciler(providers, identities);
    }

    /**
     * All installed models, by name.
     *
     * @return models of every provider
     */
    public List<InstalledModel> models() {
        return List.copyOf(reconciler.reconcile(manifest.read().models()).values());
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
        return InstalledModelMatch.exactly(ref, namesakes);
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
        return InstalledModelMatch.by(canonical, ref.revision().isEmpty(), namesakes)
                .orElseThrow(() -> notInstalled(ref, namesakes));
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
            Map<ModelRef, InstalledModel> models = reconciler.reconcile(content.models());
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
                ? ManifestReconciler.byReference(content.models())
                : reconciler.reconcile(content.models());
        List<InstalledModel> changed =
                edit.apply(models).values().stream().sorted(BY_REFERENCE).toList();
        manifest.write(changed, content.condition());
        return changed;
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
