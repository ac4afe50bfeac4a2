package dev.venom.runtime.examples.cockpit.load;

import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A provider with many models that are here, and more that can be had. */
public final class LargeLibrary implements ModelProvider {
    private static final String ID = "ollama";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final long SIZE_BYTES = 4_200_000_000L;

    private final List<InstalledModel> installed;
    private final Catalogue catalogue;

    /** Makes one of so many models each. */
    public LargeLibrary(int installed, int available) {
        this.installed =
                IntStream.range(0, installed).mapToObj(LargeLibrary::installed).toList();
        this.catalogue = new Catalogue(
                IntStream.range(0, available).mapToObj(LargeLibrary::listing).toList(),
                "a list of this test",
                Instant.now(),
                false,
                List.of());
    }

    static ModelRef reference(int number) {
        return ModelRef.of(ID, "family" + number % 40 + "-number" + number + ":7b-instruct-q4_K_M");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ModelRef canonical(ModelRef ref) {
        return ref;
    }

    @Override
    public List<ModelListing> search(SearchRequest request, ProviderContext context) {
        return catalogue.matching(request.text()).models();
    }

    @Override
    public Optional<Catalogue> catalogue(ProviderContext context) {
        return Optional.of(catalogue);
    }

    @Override
    public RemoteModel resolve(InstallRequest request, ProviderContext context) {
        throw new UnsupportedOperationException("Nothing is installed here");
    }

    @Override
    public List<InstalledModel> inventory(ProviderContext context) {
        return installed;
    }

    @Override
    public Path locate(InstalledModel model, ModelFile file, ProviderContext context) {
        return model.location();
    }

    @Override
    public Presence presence(InstalledModel model, ProviderContext context) {
        return Presence.HIDDEN;
    }

    @Override
    public long remove(InstalledModel model, Collection<InstalledModel> remaining, ProviderContext context) {
        throw new UnsupportedOperationException("Nothing is removed here");
    }

    @Override
    public List<Orphan> orphans(Collection<InstalledModel> models, ProviderContext context) {
        return List.of();
    }

    @Override
    public long storedBytes(Collection<InstalledModel> models, ProviderContext context) {
        return models.size() * SIZE_BYTES;
    }

    private static InstalledModel installed(int number) {
        return new InstalledModel(
                reference(number),
                COMMIT,
                "Model " + number,
                Path.of("/nowhere", String.valueOf(number)),
                List.of(),
                description(),
                Instant.now(),
                Optional.of(Instant.now()),
                Optional.empty(),
                InstallState.COMPLETE,
                Optional.empty());
    }

    private static ModelListing listing(int number) {
        return new ModelListing(
                reference(number),
                OptionalLong.of(number),
                OptionalLong.of(SIZE_BYTES),
                description(),
                false,
                List.of("tools", "thinking"),
                Optional.of("A model of the family " + number % 40 + "."));
    }

    private static ModelDescription description() {
        return new ModelDescription(
                ModelFormat.GGUF,
                Optional.of("Q4_K_M"),
                OptionalLong.of(7_000_000_000L),
                OptionalLong.of(131_072),
                List.of("llama"),
                Optional.of("apache-2.0"),
                Hardware.UNKNOWN,
                Optional.empty());
    }
}
