package dev.venom.runtime.provider.hf;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.hf.internal.cache.CacheInventory;
import dev.venom.runtime.provider.hf.internal.cache.CacheLayout;
import dev.venom.runtime.provider.hf.internal.cache.DiskUsage;
import dev.venom.runtime.provider.hf.internal.cache.ModelRemoval;
import dev.venom.runtime.provider.hf.internal.cache.OrphanScan;
import dev.venom.runtime.provider.hf.internal.hub.HubAccess;
import dev.venom.runtime.provider.hf.internal.hub.HubExamination;
import dev.venom.runtime.provider.hf.internal.hub.HubSearch;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import dev.venom.runtime.provider.hf.internal.resolve.ModelResolver;
import dev.venom.runtime.provider.hf.internal.selection.FileSelector;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Models of the Hugging Face Hub, {@code hf:org/name[@revision]}; to plan and install also {@code hf:org/name:Q4_K_M}.
 *
 * <p>Installs into {@code hub/} below the cache directory, in the layout of huggingface_hub, so that Python
 * programs find there what was installed here and the other way round. Configured by {@code HF_ENDPOINT}, {@code
 * HF_TOKEN}, {@code HF_HUB_OFFLINE} and the other variables of huggingface_hub. Thread-safe.
 */
public final class HuggingFaceProvider implements ModelProvider {
    private static final String ID = "hf";

    /** Makes the provider; does no work. */
    public HuggingFaceProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ModelRef canonical(ModelRef ref) {
        RepoId id = new RepoId(ref.name());
        Revision revision = ref.revision().map(Revision::new).orElse(Revision.MAIN);
        return ModelRef.of(ID, id.text()).at(revision.name());
    }

    /** {@code org/name:Q4_K_M} chooses among the GGUF files of a model, which is known without it. */
    @Override
    public InstallRequest canonical(InstallRequest request) {
        ModelRef ref = request.ref();
        int colon = ref.name().indexOf(FileSelector.QUANTIZATION);
        if (colon < 0) {
            return ModelProvider.super.canonical(request);
        }
        return request.toBuilder()
                .ref(canonical(new ModelRef(ref.provider(), ref.name().substring(0, colon), ref.revision())))
                .include(ref.name().substring(colon))
                .build();
    }

    @Override
    public String identity(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public List<ModelListing> search(SearchRequest request, ProviderContext context) {
        if (HubAccess.isOffline(context.settings())) {
            throw new VenomException(
                    ErrorCode.NETWORK,
                    "The Hub can't be searched: this host is offline by choice.",
                    "Unset HF_HUB_OFFLINE and TRANSFORMERS_OFFLINE.");
        }
        return new HubSearch(HubAccess.of(context.settings()), context.transport()).find(request, ID);
    }

    @Override
    public RemoteModel resolve(InstallRequest request, ProviderContext context) {
        return new ModelResolver(ID).resolve(request, context);
    }

    @Override
    public List<InstalledModel> inventory(ProviderContext context) {
        return new CacheInventory(layout(context), ID).list();
    }

    @Override
    public Path locate(InstalledModel model, ModelFile file, ProviderContext context) {
        return file.path().in(layout(context).repo(repository(model)).snapshot(model.commit()));
    }

    @Override
    public long remove(InstalledModel model, Collection<InstalledModel> remaining, ProviderContext context) {
        boolean isNeeded = remaining.stream()
                .filter(other -> !revision(other).equals(revision(model)) || !sameRepository(other, model))
                .anyMatch(
                        other -> sameRepository(other, model) && other.commit().equals(model.commit()));
        List<Digest> digests = model.files().stream().map(ModelFile::digest).toList();
        return new ModelRemoval(layout(context), repository(model), model.commit(), digests)
                .remove(revision(model), isNeeded);
    }

    @Override
    public List<Orphan> orphans(Collection<InstalledModel> installed, ProviderContext context) {
        OrphanScan scan = new OrphanScan(layout(context), context.clock().instant());
        for (InstalledModel model : installed) {
            if (Revision.isCommit(model.commit())) {
                scan.keep(repository(model), model.commit());
            }
            if (isUnderWay(model, context)) {
                scan.leaveAlone(repository(model));
            }
        }
        return scan.find();
    }

    @Override
    public long storedBytes(Collection<InstalledModel> installed, ProviderContext context) {
        return DiskUsage.below(layout(context).hub());
    }

    @Override
    public List<Verdict> examine(ProviderContext context) {
        if (HubAccess.isOffline(context.settings())) {
            return List.of(Verdict.warn("hf_endpoint", "not checked: this host is offline by choice"));
        }
        return new HubExamination(HubAccess.of(context.settings()), context.transport()).verdicts();
    }

    /** A model that is being installed is announced before it has a snapshot; its blobs have no links yet. */
    private static boolean isUnderWay(InstalledModel model, ProviderContext context) {
        return model.state() == InstallState.PARTIAL
                && !(Revision.isCommit(model.commit())
                        && Files.isDirectory(
                                layout(context).repo(repository(model)).snapshot(model.commit())));
    }

    private static CacheLayout layout(ProviderContext context) {
        return new CacheLayout(context.settings().cacheDirectory());
    }

    private static RepoId repository(InstalledModel model) {
        return new RepoId(model.ref().name());
    }

    private static Revision revision(InstalledModel model) {
        return model.ref().revision().map(Revision::new).orElse(Revision.MAIN);
    }

    private static boolean sameRepository(InstalledModel one, InstalledModel other) {
        return one.ref().name().equals(other.ref().name());
    }
}
