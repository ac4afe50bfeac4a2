package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
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
import java.util.List;
import java.util.Optional;

/**
 * Models: what can be had, what is installed, and how the one becomes the other. Had from {@link ModelManager#models()}.
 * Thread-safe: any number of threads may call at once.
 *
 * <p>Every call may throw {@link VenomException}; INVALID_REQUEST once the manager is closed. Versions to come may add
 * methods: implementing this is for fakes in tests and for wrapping.
 */
public interface Models {
    /**
     * Looks for models that can be had. Blocks for as long as the providers take.
     *
     * @param request what to look for
     * @return models of all providers asked, in their order; a provider that fails among several is left out
     *     with a warning in the log
     * @throws VenomException INVALID_REQUEST for an unknown provider; what the provider threw, if none answered
     */
    List<ModelListing> search(SearchRequest request);

    /**
     * Everything that a provider lists. Answered from a copy on disk where that is young enough; blocks for a few
     * seconds at most.
     *
     * @param provider the provider's id
     * @return its catalogue, which tells its age
     * @throws VenomException INVALID_REQUEST for an unknown provider or one without a catalogue
     */
    Catalogue catalogue(String provider);

    /**
     * Says what an install would do, before the first byte. Blocks for a few metadata calls.
     *
     * @param request what to install
     * @return the plan with its verdicts
     * @throws VenomException MODEL_NOT_FOUND, REVISION_NOT_FOUND, GATED, UNAUTHORIZED and others if it can't be
     *     planned
     */
    InstallPlan plan(InstallRequest request);

    /**
     * Installs a model: finishes what was interrupted, returns at once what is there and intact, and joins an
     * install of the same that this manager already runs.
     *
     * @param request what to install, and what is allowed
     * @return the operation
     */
    Operation<InstalledModel> install(InstallRequest request);

    /**
     * Lists what is installed, whoever installed it. Fast: no network, nothing hashed.
     *
     * @return models by name
     */
    List<InstalledModel> list();

    /**
     * Looks up an installed model, where it is no error that it is missing.
     *
     * @param ref the model; without a revision the provider's default, or the only one installed
     * @return the model; empty where it is not installed
     */
    Optional<InstalledModel> find(ModelRef ref);

    /**
     * Looks up an installed model that has to be there.
     *
     * @param ref the model; without a revision the provider's default, or the only one installed
     * @return the model
     * @throws VenomException NOT_INSTALLED
     */
    InstalledModel get(ModelRef ref);

    /**
     * Hashes every file of installed models.
     *
     * @param request which models, and what to do about damage
     * @return the operation; it succeeds also where files are bad: that is its result
     * @throws VenomException NOT_INSTALLED
     */
    Operation<List<ModelVerification>> verify(VerifyRequest request);

    /**
     * Removes a model and frees what nothing else uses.
     *
     * @param ref the model; without a revision the provider's default, or the only one installed
     * @return the operation
     * @throws VenomException NOT_INSTALLED
     */
    Operation<RemovalReport> remove(ModelRef ref);

    /**
     * Says what {@link #prune()} would take away: partial files that nobody writes, files of a store that belong
     * to no model, old journals.
     *
     * @return every item with its size
     */
    PruneReport previewPrune();

    /**
     * Takes away what nothing uses.
     *
     * @return what went
     */
    PruneReport prune();
}
