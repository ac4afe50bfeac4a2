package dev.venom.runtime.testbed.switching;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Models that are installed by lying in a directory: {@code folder:NAME} is its subdirectory of that name. */
public final class FolderProvider implements ModelProvider {
    private static final String COMMIT = "c".repeat(40);

    private final Path directory;

    /**
     * Looks into a directory when it is asked.
     *
     * @param directory where the models lie
     */
    public FolderProvider(Path directory) {
        this.directory = directory;
    }

    /**
     * Names a model.
     *
     * @param name the name of its subdirectory
     * @return the reference
     */
    public static ModelRef ref(String name) {
        return ModelRef.of("folder", name);
    }

    @Override
    public String id() {
        return "folder";
    }

    @Override
    public ModelRef canonical(ModelRef ref) {
        return ref;
    }

    @Override
    public List<ModelListing> search(SearchRequest request, ProviderContext context) {
        return List.of();
    }

    @Override
    public RemoteModel resolve(InstallRequest request, ProviderContext context) {
        throw new UnsupportedOperationException("Nothing is fetched here");
    }

    @Override
    public List<InstalledModel> inventory(ProviderContext context) {
        try (Stream<Path> models = Files.list(directory)) {
            return models.filter(Files::isDirectory).sorted().map(this::model).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Path locate(InstalledModel model, ModelFile file, ProviderContext context) {
        return file.path().in(model.location());
    }

    @Override
    public long remove(InstalledModel model, Collection<InstalledModel> remaining, ProviderContext context) {
        try (Stream<Path> tree = Files.walk(model.location())) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return 1;
    }

    @Override
    public List<Orphan> orphans(Collection<InstalledModel> installed, ProviderContext context) {
        return List.of();
    }

    @Override
    public long storedBytes(Collection<InstalledModel> installed, ProviderContext context) {
        return 0;
    }

    private InstalledModel model(Path location) {
        try (Stream<Path> files = Files.walk(location)) {
            List<ModelFile> listed = files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file(location, file))
                    .toList();
            boolean isGguf = listed.stream().anyMatch(file -> file.path().text().endsWith(".gguf"));
            return new InstalledModel(
                    ref(String.valueOf(location.getFileName())),
                    COMMIT,
                    String.valueOf(location.getFileName()),
                    location,
                    listed,
                    new ModelDescription(
                            isGguf ? ModelFormat.GGUF : ModelFormat.SAFETENSORS,
                            Optional.empty(),
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            List.of(),
                            Optional.empty(),
                            Hardware.UNKNOWN,
                            Optional.empty()),
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty(),
                    InstallState.COMPLETE,
                    Optional.empty());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ModelFile file(Path location, Path path) {
        try {
            return new ModelFile(
                    RelativePath.of(location.relativize(path).toString()),
                    Files.size(path),
                    Digest.sha256("0".repeat(64)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
