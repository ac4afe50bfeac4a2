package dev.venom.runtime.core;

import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.RemovalReport;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.core.internal.install.ModelOperations;
import dev.venom.runtime.core.internal.install.ModelSearch;
import dev.venom.runtime.core.internal.install.Pruning;
import dev.venom.runtime.core.internal.store.ModelStore;
import java.util.List;
import java.util.Optional;

/** The models of one manager. Thread-safe. */
final class DefaultModels implements Models {
    private final Lifecycle lifecycle;
    private final ModelSearch search;
    private final ModelStore store;
    private final ModelOperations operations;
    private final Pruning pruning;

    DefaultModels(
            Lifecycle lifecycle, ModelSearch search, ModelStore store, ModelOperations operations, Pruning pruning) {
        this.lifecycle = lifecycle;
        this.search = search;
        this.store = store;
        this.operations = operations;
        this.pruning = pruning;
    }

    @Override
    public List<ModelListing> search(SearchRequest request) {
        lifecycle.requireOpen();
        return search.find(request);
    }

    @Override
    public Catalogue catalogue(String provider) {
        lifecycle.requireOpen();
        return search.catalogue(provider);
    }

    @Override
    public InstallPlan plan(InstallRequest request) {
        lifecycle.requireOpen();
        return operations.plan(request);
    }

    @Override
    public Operation<InstalledModel> install(InstallRequest request) {
        lifecycle.requireOpen();
        return operations.install(request);
    }

    @Override
    public List<InstalledModel> list() {
        lifecycle.requireOpen();
        return store.models();
    }

    @Override
    public Optional<InstalledModel> find(ModelRef ref) {
        lifecycle.requireOpen();
        return store.find(ref);
    }

    @Override
    public InstalledModel get(ModelRef ref) {
        lifecycle.requireOpen();
        return store.require(ref);
    }

    @Override
    public Operation<List<ModelVerification>> verify(VerifyRequest request) {
        lifecycle.requireOpen();
        return operations.verify(request);
    }

    @Override
    public Operation<RemovalReport> remove(ModelRef ref) {
        lifecycle.requireOpen();
        return operations.remove(ref);
    }

    @Override
    public PruneReport previewPrune() {
        lifecycle.requireOpen();
        return pruning.preview();
    }

    @Override
    public PruneReport prune() {
        lifecycle.requireOpen();
        return pruning.prune();
    }
}
