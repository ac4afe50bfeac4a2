package dev.venom.runtime.spi.provider;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The smallest provider that keeps the contract: it proves that the contract can be kept, and by whom. */
final class ShelfProvider implements ModelProvider {
    @Override
    public String id() {
        return "shelf";
    }

    @Override
    public ModelRef canonical(ModelRef ref) {
        if (!ref.name().matches("[A-Za-z0-9-]{1,64}") || ref.revision().isPresent()) {
            throw new VenomException(ErrorCode.INVALID_REQUEST, "'" + ref + "' is not on any shelf.", "");
        }
        return ModelRef.of(id(), ref.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public List<ModelListing> search(SearchRequest request, ProviderContext context) {
        return get(context, "/models")
                .text()
                .lines()
                .filter(name -> name.contains(request.text()))
                .limit(request.limit())
                .map(name -> new ModelListing(
                        ModelRef.of(id(), name),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        ModelDescription.UNKNOWN,
                        false,
                        List.of(),
                        Optional.empty()))
                .toList();
    }

    @Override
    public RemoteModel resolve(InstallRequest request, ProviderContext context) {
        HttpReply reply = get(context, "/models/" + request.ref().name());
        if (!reply.head().isSuccess()) {
            throw new VenomException(ErrorCode.MODEL_NOT_FOUND, request.ref() + " is not there.", "");
        }
        return new ShelfModel(request.ref(), reply.text(), store(context), address(context));
    }

    @Override
    public List<InstalledModel> inventory(ProviderContext context) {
        return store(context).models();
    }

    @Override
    public Path locate(InstalledModel model, ModelFile file, ProviderContext context) {
        return store(context).blob(file.digest());
    }

    @Override
    public long remove(InstalledModel model, Collection<InstalledModel> remaining, ProviderContext context) {
        ShelfStore store = store(context);
        store.delete(store.entry(model.ref().name()));
        Set<Digest> used = digests(remaining).collect(Collectors.toSet());
        return digests(List.of(model))
                .distinct()
                .filter(digest -> !used.contains(digest))
                .mapToLong(digest -> store.delete(store.blob(digest)))
                .sum();
    }

    @Override
    public List<Orphan> orphans(Collection<InstalledModel> installed, ProviderContext context) {
        ShelfStore store = store(context);
        Set<Path> used = digests(installed).map(store::blob).collect(Collectors.toSet());
        return store.blobs().stream()
                .filter(blob -> !used.contains(blob))
                .map(blob -> new Orphan(
                        blob,
                        new PruneReport.Item(
                                "blob", blob.toString(), blob.toFile().length())))
                .toList();
    }

    @Override
    public long storedBytes(Collection<InstalledModel> installed, ProviderContext context) {
        return store(context).blobs().stream()
                .mapToLong(blob -> blob.toFile().length())
                .sum();
    }

    private static Stream<Digest> digests(Collection<InstalledModel> models) {
        return models.stream().flatMap(model -> model.files().stream()).map(ModelFile::digest);
    }

    private static HttpReply get(ProviderContext context, String path) {
        return context.transport().send(HttpCall.get(URI.create(address(context) + path)));
    }

    private static String address(ProviderContext context) {
        return context.settings().value("SHELF_ENDPOINT").orElseThrow();
    }

    private static ShelfStore store(ProviderContext context) {
        return new ShelfStore(context.settings().cacheDirectory().resolve("shelf"));
    }

    private record ShelfModel(ModelRef ref, String listing, ShelfStore store, String address) implements RemoteModel {
        @Override
        public String commit() {
            return ShelfServer.sha256(listing);
        }

        @Override
        public String friendlyName() {
            return ref.name();
        }

        @Override
        public List<RemoteFile> files() {
            return ShelfStore.files(listing).stream().map(this::remote).toList();
        }

        @Override
        public ModelDescription description() {
            return ModelDescription.UNKNOWN;
        }

        @Override
        public List<Verdict> verdicts() {
            return List.of();
        }

        @Override
        public Optional<URI> origin() {
            return Optional.of(URI.create(address + "/models/" + ref.name()));
        }

        @Override
        public Path install(InstallContext context) {
            context.fetch(files());
            return store.publish(ref.name(), listing);
        }

        private RemoteFile remote(ModelFile file) {
            URI bytes = URI.create(address + "/files/" + file.digest().hex());
            return new RemoteFile(
                    file.path(),
                    file.sizeBytes(),
                    file.digest(),
                    store.blob(file.digest()),
                    store.staging(),
                    () -> HttpCall.get(bytes));
        }
    }
}
