package dev.venom.runtime.provider.hf.internal.resolve;

import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.hf.internal.cache.CacheLayout;
import dev.venom.runtime.provider.hf.internal.cache.ContentLocations;
import dev.venom.runtime.provider.hf.internal.cache.LinkRule;
import dev.venom.runtime.provider.hf.internal.cache.Publication;
import dev.venom.runtime.provider.hf.internal.cache.RepoFolder;
import dev.venom.runtime.provider.hf.internal.hub.HubAccess;
import dev.venom.runtime.provider.hf.internal.hub.HubSource;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import dev.venom.runtime.provider.hf.internal.selection.Quantization;
import dev.venom.runtime.provider.hf.internal.selection.Selection;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model of the Hub at one commit, with the files selected. Immutable. */
final class ResolvedModel implements RemoteModel {
    private static final Logger LOG = LoggerFactory.getLogger(ResolvedModel.class);

    private final Target target;
    private final Listing listing;
    private final Selection selection;
    private final List<Verdict> verdicts;
    private final Map<RepoFile, byte[]> kept;
    private final ContentLocations places;

    /**
     * What is resolved, and where it goes. Immutable.
     *
     * @param provider id of the provider
     * @param id the repository
     * @param revision the revision asked for
     * @param layout the cache
     * @param links whether snapshots get links there
     * @param access the Hub
     */
    record Target(String provider, RepoId id, Revision revision, CacheLayout layout, LinkRule links, HubAccess access) {
        RepoFolder repo() {
            return layout.repo(id);
        }

        ContentLocations places(String commit) {
            return new ContentLocations(repo(), commit, links);
        }
    }

    ResolvedModel(
            Target target, Listing listing, Selection selection, List<Verdict> verdicts, Map<RepoFile, byte[]> kept) {
        this.target = target;
        this.listing = listing;
        this.selection = selection;
        this.verdicts = List.copyOf(verdicts);
        this.kept = Map.copyOf(kept);
        this.places = target.places(listing.commit());
    }

    @Override
    public ModelRef ref() {
        return ModelRef.of(target.provider(), target.id().text())
                .at(target.revision().name());
    }

    @Override
    public String commit() {
        return listing.commit();
    }

    @Override
    public String friendlyName() {
        return target.id().name();
    }

    @Override
    public List<RemoteFile> files() {
        return selection.files().stream().map(this::remote).toList();
    }

    private RemoteFile remote(RepoFile file) {
        return new RemoteFile(
                file.path(),
                file.sizeBytes(),
                file.digest(),
                places.of(file),
                target.repo().blobs(),
                new HubSource(
                        target.access(),
                        target.id(),
                        listing.commit(),
                        file.path(),
                        Optional.ofNullable(kept.get(file))));
    }

    @Override
    public List<RelativePath> otherWeights() {
        return selection.otherWeights().stream().map(RelativePath::of).toList();
    }

    @Override
    public List<RelativePath> unknownFiles() {
        return Stream.concat(selection.unknownFiles().stream(), selection.doubtfulFiles().stream())
                .map(RepoFile::path)
                .toList();
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription(
                selection.format(),
                selection.quantization().map(Quantization::label).or(listing.info()::quantization),
                listing.info().parameters(),
                listing.info().contextLength(),
                listing.info().architectures(),
                listing.info().license(),
                Hardware.UNKNOWN,
                Optional.empty());
    }

    @Override
    public List<Verdict> verdicts() {
        return verdicts;
    }

    @Override
    public Optional<URI> origin() {
        return Optional.of(target.access().endpoint().page(target.id()));
    }

    @Override
    public Path install(InstallContext context) {
        Publication publication =
                new Publication(target.layout(), target.id(), target.revision(), listing.commit(), places);
        publication.prepare(selection.files());
        context.fetch(files());
        Optional<RepoTree> whole = listing.isWhole() ? Optional.of(listing.tree()) : Optional.empty();
        Path snapshot = publication.publish(selection.files(), whole);
        LOG.info(
                "snapshot published model={} revision={} commit={} files={}",
                target.id(),
                target.revision(),
                listing.commit(),
                selection.files().size());
        return snapshot;
    }

    @Override
    public String toString() {
        return ref() + " (" + listing.commit() + ")";
    }
}
