package dev.venom.runtime.spi.provider;

import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.Verdict;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A source of models. Found through {@link java.util.ServiceLoader}, or given to the facade's builder.
 *
 * <p>A provider describes remote files and knows its place on disk; the core decides, moves and verifies the
 * bytes, and keeps the manifest. Implementations are thread-safe, hold no thread of their own, and do no work
 * in their constructor: listing models must not cost an HTTP client.
 *
 * <p>Any method may throw {@link dev.venom.runtime.api.error.VenomException}; whatever else it throws is
 * reported as INTERNAL, naming its class.
 */
public interface ModelProvider extends AutoCloseable {
    /**
     * The word before the colon of a reference.
     *
     * @return lower-case letters, digits and {@code -}
     */
    String id();

    /**
     * Checks a name by the provider's grammar and writes it in the one form under which it is installed, with
     * defaults filled in. No I/O.
     *
     * @param ref what was asked for
     * @return the canonical reference
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST if the name is malformed
     */
    ModelRef canonical(ModelRef ref);

    /**
     * Writes a request in its one form: under the canonical reference, and with what its name says besides, such as a
     * quantization, as what to include. No I/O.
     *
     * @param request what was asked for
     * @return the canonical request; by default the same with the canonical reference
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST if the name is malformed
     */
    default InstallRequest canonical(InstallRequest request) {
        return request.toBuilder().ref(canonical(request.ref())).build();
    }

    /**
     * What all spellings of a name have in common. A model that is installed under one of them is found by each. No
     * I/O.
     *
     * @param name a canonical name, or one that lies on disk
     * @return the name itself, by default
     */
    default String identity(String name) {
        return name;
    }

    /**
     * Looks for models.
     *
     * @param request what to look for
     * @param context what there is to work with
     * @return at most as many as asked for, best first
     */
    List<ModelListing> search(SearchRequest request, ProviderContext context);

    /**
     * All models that the provider lists, from wherever it is known best: a copy on disk and an older list are
     * better than a failure.
     *
     * @param context what there is to work with
     * @return the catalogue; empty by default, for a provider whose models are too many to be listed
     */
    default Optional<Catalogue> catalogue(ProviderContext context) {
        return Optional.empty();
    }

    /**
     * Turns a name into a commit and its files.
     *
     * @param request a request with a canonical reference
     * @param context what there is to work with
     * @return the model, pinned
     * @throws dev.venom.runtime.api.error.VenomException MODEL_NOT_FOUND, REVISION_NOT_FOUND, UNAUTHORIZED,
     *     GATED, PROVIDER_UNAVAILABLE, or what the transport threw
     */
    RemoteModel resolve(InstallRequest request, ProviderContext context);

    /**
     * Models of this provider on disk, whoever wrote them, told by their names alone: fast, without network,
     * nothing hashed.
     *
     * @param context what there is to work with
     * @return what is there; models that nobody verified have no {@link InstalledModel#verifiedAt()}
     */
    List<InstalledModel> inventory(ProviderContext context);

    /**
     * Where a file of an installed model lies. No I/O.
     *
     * @param model the model
     * @param file one of its files
     * @param context what there is to work with
     * @return a path, which may be a link
     */
    Path locate(InstalledModel model, ModelFile file, ProviderContext context);

    /**
     * What can be told of an installed model besides its files: fast, without network.
     *
     * @param model the model
     * @param context what there is to work with
     * @return that its files tell, by default
     */
    default Presence presence(InstalledModel model, ProviderContext context) {
        return Presence.AS_ITS_FILES;
    }

    /**
     * Takes a model away, first of all the name by which it is found. Files that one of the remaining models
     * or another program's snapshot uses stay.
     *
     * @param model the model
     * @param remaining all other installed models of this provider
     * @param context what there is to work with
     * @return bytes freed
     */
    long remove(InstalledModel model, Collection<InstalledModel> remaining, ProviderContext context);

    /**
     * What lies in the provider's store and belongs to no model. Incomplete downloads of other programs that
     * may still run are not orphans.
     *
     * @param installed all installed models of this provider, and those being installed
     * @param context what there is to work with
     * @return orphans in the order in which they can be deleted
     */
    List<Orphan> orphans(Collection<InstalledModel> installed, ProviderContext context);

    /**
     * What counts against the quota, each file once.
     *
     * @param installed all installed models of this provider
     * @param context what there is to work with
     * @return bytes
     */
    long storedBytes(Collection<InstalledModel> installed, ProviderContext context);

    /**
     * Checks that the provider can work here: reachability, credentials. Part of the host's self-examination.
     *
     * @param context what there is to work with
     * @return one verdict for each check; none by default
     */
    default List<Verdict> examine(ProviderContext context) {
        return List.of();
    }

    /** Releases what the provider holds. Does nothing by default. */
    @Override
    default void close() {}

    /** Whether a model is there. */
    enum Presence {
        /** As far as its files are. */
        AS_ITS_FILES,
        /** The name by which it is found is gone, whatever is left of its files. */
        GONE,
        /** A daemon keeps it where this process can't look. Its files can't be hashed; they count as there. */
        HIDDEN
    }

    /**
     * Something that belongs to no model. Immutable.
     *
     * @param path file or directory; directories are deleted with what is in them, links are never followed
     * @param item how it is reported
     */
    record Orphan(Path path, PruneReport.Item item) {}
}
