package dev.venom.runtime.core.facade;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.provider.RemoteModel;
import dev.venom.runtime.spi.transport.HttpCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A provider with one model of one file, which has come already. */
class SoundProvider implements ModelProvider {
    static final ModelRef MODEL = ModelRef.parse("sound:model");
    static final String CONTENT = "hello";

    private static final Digest DIGEST =
            Digest.sha256("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");

    private final Path file;

    SoundProvider(Path file) {
        this.file = file;
    }

    @Override
    public String id() {
        return MODEL.provider();
    }

    @Override
    public ModelRef canonical(ModelRef ref) {
        return ref;
    }

    @Override
    public List<ModelListing> search(SearchRequest request, ProviderContext context) {
        return List.of(new ModelListing(
                MODEL,
                OptionalLong.empty(),
                OptionalLong.empty(),
                ModelDescription.UNKNOWN,
                false,
                List.of(),
                Optional.empty()));
    }

    @Override
    public RemoteModel resolve(InstallRequest request, ProviderContext context) {
        return new Model(file);
    }

    @Override
    public List<InstalledModel> inventory(ProviderContext context) {
        return Files.exists(file)
                ? List.of(new InstalledModel(
                        MODEL,
                        "1",
                        "model",
                        file.getParent(),
                        List.of(new ModelFile(RelativePath.of("file"), CONTENT.length(), DIGEST)),
                        ModelDescription.UNKNOWN,
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        InstallState.COMPLETE,
                        Optional.empty()))
                : List.of();
    }

    @Override
    public Path locate(InstalledModel model, ModelFile wanted, ProviderContext context) {
        return file;
    }

    @Override
    public long remove(InstalledModel model, Collection<InstalledModel> remaining, ProviderContext context) {
        try {
            Files.delete(file);
            return CONTENT.length();
        } catch (IOException failure) {
            throw new VenomException(ErrorCode.INTERNAL, "It is gone.", "", failure);
        }
    }

    @Override
    public List<Orphan> orphans(Collection<InstalledModel> installed, ProviderContext context) {
        Path orphan = file.resolveSibling("orphan");
        return Files.exists(orphan)
                ? List.of(new Orphan(orphan, new PruneReport.Item("blob", "orphan", 1)))
                : List.of();
    }

    @Override
    public long storedBytes(Collection<InstalledModel> installed, ProviderContext context) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public List<Verdict> examine(ProviderContext context) {
        return List.of(Verdict.ok("sound", "all is well"));
    }

    private record Model(Path file) implements RemoteModel {
        @Override
        public ModelRef ref() {
            return MODEL;
        }

        @Override
        public String commit() {
            return "1";
        }

        @Override
        public String friendlyName() {
            return "model";
        }

        @Override
        public List<RemoteFile> files() {
            return List.of(new RemoteFile(
                    RelativePath.of("file"),
                    CONTENT.length(),
                    DIGEST,
                    file,
                    file.getParent(),
                    () -> HttpCall.get(URI.create("http://127.0.0.1:9/"))));
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
            return Optional.empty();
        }

        @Override
        public Path install(InstallContext context) {
            context.fetch(files());
            return file.getParent();
        }
    }
}
