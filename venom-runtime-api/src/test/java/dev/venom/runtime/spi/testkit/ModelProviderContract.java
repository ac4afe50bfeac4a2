package dev.venom.runtime.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link ModelProvider} keeps. A provider's test extends it, says where its server is, and names a
 * model that is there and one that is not; each test has a provider and an empty store of its own.
 *
 * <p>The methods to override are called from a subclass's own set-up on: a server that they name must run.
 */
public abstract class ModelProviderContract {
    private static final List<String> NEVER_A_NAME =
            List.of("../secret", "org/../secret", "/etc/passwd", "org//name", "org\\name", "name?x=1", "%2e%2e/secret");

    private Path cacheDirectory = Path.of("");

    /** For subclasses. */
    protected ModelProviderContract() {}

    /**
     * Makes the provider under test, as {@link java.util.ServiceLoader} would.
     *
     * @return a new provider
     */
    protected abstract ModelProvider newProvider();

    /**
     * Where the provider finds its server and keeps its files.
     *
     * @param cacheDirectory an empty directory
     * @return the settings, for instance {@code InMemorySettings.in(cacheDirectory).with("HF_ENDPOINT", ...)}
     */
    protected abstract Settings settings(Path cacheDirectory);

    /**
     * A small model that the server has.
     *
     * @return its reference, in any form that the provider takes
     */
    protected abstract ModelRef existingModel();

    /**
     * A model that the server does not have.
     *
     * @return a well-formed reference
     */
    protected abstract ModelRef missingModel();

    /**
     * Another model on the server, of which at least one file is also one of {@link #existingModel()}.
     *
     * @return its reference; empty where files are never shared, which is the default
     */
    protected Optional<ModelRef> modelSharingFiles() {
        return Optional.empty();
    }

    /**
     * Names that the provider's grammar does not know, besides those that no provider's does.
     *
     * @return further malformed names
     */
    protected List<String> malformedNames() {
        return List.of();
    }

    /**
     * A text that finds at least one model.
     *
     * @return the last part of the existing model's name by default
     */
    protected String searchText() {
        String name = existingModel().name();
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /**
     * The directory that everything the provider writes lies in.
     *
     * @param settings what {@link #settings} gave
     * @return the cache directory by default
     */
    protected Path store(Settings settings) {
        return settings.cacheDirectory();
    }

    @BeforeEach
    final void prepare(@TempDir Path directory) {
        cacheDirectory = directory;
    }

    @Test
    void hasAnIdThatAReferenceCanName() {
        try (ModelProvider provider = newProvider()) {
            assertThat(provider.id())
                    .matches("[a-z][a-z0-9-]{0,31}")
                    .isEqualTo(existingModel().provider());
        }
    }

    @Test
    void writesNamesInOneForm() {
        try (ModelProvider provider = newProvider()) {
            ModelRef canonical = provider.canonical(existingModel());

            assertThat(canonical.provider()).isEqualTo(provider.id());
            assertThat(provider.canonical(canonical)).isEqualTo(canonical);
            assertThat(ModelRef.parse(canonical.toString())).isEqualTo(canonical);
        }
    }

    @Test
    void refusesMalformedNames() {
        try (ModelProvider provider = newProvider()) {
            for (String name : NEVER_A_NAME) {
                assertMalformed(provider, name);
            }
            for (String name : malformedNames()) {
                assertMalformed(provider, name);
            }
        }
    }

    @Test
    void costsNoThreadAndNoNetworkToListModels() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (ModelProvider provider = newProvider()) {
            ProviderContext offline = new OfflineContext(settings(cacheDirectory));

            provider.canonical(existingModel());
            assertThat(provider.inventory(offline)).isEmpty();
            assertThat(provider.storedBytes(List.of(), offline)).isZero();
            assertThat(provider.orphans(List.of(), offline)).isEmpty();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .filteredOn(ModelProviderContract::isNoThreadOfTheVirtualMachine)
                .isEmpty();
    }

    @Test
    void findsNoMoreThanIsAskedFor() {
        try (ModelProvider provider = newProvider()) {
            SearchRequest request = new SearchRequest(searchText(), Optional.of(provider.id()), Optional.empty(), 1);

            List<ModelListing> found = provider.search(request, context());

            assertThat(found).hasSize(1);
            ModelRef ref = found.get(0).ref();
            assertThat(ref.provider()).isEqualTo(provider.id());
            assertThat(provider.canonical(ref)).isNotNull();
        }
    }

    @Test
    void reportsAMissingModel() {
        try (ModelProvider provider = newProvider()) {
            InstallRequest request = InstallRequest.of(provider.canonical(missingModel()));

            assertThatThrownBy(() -> provider.resolve(request, context()))
                    .asInstanceOf(type(VenomException.class))
                    .extracting(VenomException::code)
                    .isEqualTo(ErrorCode.MODEL_NOT_FOUND);
        }
    }

    @Test
    void pinsAModelToACommit() {
        try (ModelProvider provider = newProvider()) {
            RemoteModel model = resolve(provider, existingModel(), context());

            assertThat(model.commit()).isNotBlank().doesNotContainAnyWhitespaces();
            assertThat(resolve(provider, existingModel(), context()).commit()).isEqualTo(model.commit());
            assertThat(provider.canonical(model.ref()).name())
                    .isEqualTo(model.ref().name());
            assertThat(model.friendlyName()).isNotBlank();
        }
    }

    @Test
    void describesFilesThatLandInsideItsStore() {
        Settings settings = settings(cacheDirectory);
        try (ModelProvider provider = newProvider()) {
            List<RemoteFile> files =
                    resolve(provider, existingModel(), context()).files();

            assertThat(files).isNotEmpty();
            assertThat(files).extracting(RemoteFile::path).doesNotHaveDuplicates();
            assertThat(files.stream().mapToLong(RemoteFile::sizeBytes).sum()).isPositive();
            Map<Path, Digest> contents = new HashMap<>();
            for (RemoteFile file : files) {
                Path destination = file.destination().toAbsolutePath().normalize();
                assertThat(destination)
                        .startsWithRaw(store(settings).toAbsolutePath().normalize());
                assertThat(destination.getFileName().toString())
                        .contains(file.digest().hex());
                assertThat(contents.merge(destination, file.digest(), (first, second) -> second))
                        .isEqualTo(file.digest());
            }
        }
    }

    @Test
    void publishesWhatItInstalls() throws IOException {
        try (ModelProvider provider = newProvider()) {
            LoopbackInstallContext context = context();
            RemoteModel model = resolve(provider, existingModel(), context);

            Path location = model.install(context);

            assertThat(location).exists();
            InstalledModel installed = onlyEntry(provider, model, context);
            assertThat(installed.files())
                    .extracting(ModelFile::path)
                    .containsAll(model.files().stream().map(RemoteFile::path).toList());
            assertIntact(provider, installed, model, context);
        }
    }

    @Test
    void listsNothingBeforeItIsComplete() {
        try (ModelProvider provider = newProvider()) {
            Settings settings = settings(cacheDirectory);
            ProviderContext onlooker = new OfflineContext(settings);
            LoopbackInstallContext context = new LoopbackInstallContext(
                    settings, () -> assertThat(provider.inventory(onlooker)).isEmpty());

            resolve(provider, existingModel(), context).install(context);

            assertThat(provider.inventory(onlooker)).isNotEmpty();
        }
    }

    @Test
    void listsNothingWhereAnInstallFailed() {
        try (ModelProvider provider = newProvider()) {
            Settings settings = settings(cacheDirectory);
            LoopbackInstallContext failing = new LoopbackInstallContext(settings, () -> {
                throw new VenomException(ErrorCode.STALLED, "The test stops here.", "");
            });
            RemoteModel model = resolve(provider, existingModel(), failing);

            assertThatThrownBy(() -> model.install(failing)).isInstanceOf(VenomException.class);
            assertThat(provider.inventory(failing)).isEmpty();

            LoopbackInstallContext again = new LoopbackInstallContext(settings);
            resolve(provider, existingModel(), again).install(again);
            assertThat(provider.inventory(again)).hasSize(1);
            assertThat(again.fetched()).isEmpty();
        }
    }

    @Test
    void installsTwiceWithTheSameOutcome() throws IOException {
        try (ModelProvider provider = newProvider()) {
            LoopbackInstallContext context = context();
            Path first = resolve(provider, existingModel(), context).install(context);
            List<String> fetched = context.fetched();

            RemoteModel again = resolve(provider, existingModel(), context);

            assertThat(again.install(context)).isEqualTo(first);
            assertThat(context.fetched()).isEqualTo(fetched);
            assertIntact(provider, onlyEntry(provider, again, context), again, context);
        }
    }

    @Test
    void leavesNoOrphansAndCountsEachFileOnce() {
        try (ModelProvider provider = newProvider()) {
            LoopbackInstallContext context = context();
            RemoteModel model = resolve(provider, existingModel(), context);
            model.install(context);
            List<InstalledModel> installed = provider.inventory(context);

            assertThat(provider.orphans(installed, context)).isEmpty();
            long stored = provider.storedBytes(installed, context);
            assertThat(stored).isGreaterThanOrEqualTo(distinctBytes(model));
            assertThat(stored).isLessThan(2 * distinctBytes(model) + (1 << 20));
        }
    }

    @Test
    void takesAModelAway() {
        try (ModelProvider provider = newProvider()) {
            LoopbackInstallContext context = context();
            RemoteModel model = resolve(provider, existingModel(), context);
            Path location = model.install(context);
            InstalledModel installed = onlyEntry(provider, model, context);

            long freed = provider.remove(installed, List.of(), context);

            assertThat(freed).isGreaterThanOrEqualTo(distinctBytes(model));
            assertThat(location.toFile()).doesNotExist();
            assertThat(provider.inventory(context)).isEmpty();
            assertThat(provider.orphans(List.of(), context)).isEmpty();
            assertThat(model.files())
                    .allSatisfy(file -> assertThat(Files.exists(file.destination(), LinkOption.NOFOLLOW_LINKS))
                            .isFalse());
        }
    }

    @Test
    void keepsFilesThatAnotherModelUses() throws IOException {
        Optional<ModelRef> sharing = modelSharingFiles();
        Assumptions.assumeTrue(sharing.isPresent(), "Models of this provider share no files");
        try (ModelProvider provider = newProvider()) {
            LoopbackInstallContext context = context();
            RemoteModel first = resolve(provider, existingModel(), context);
            first.install(context);
            RemoteModel second = resolve(provider, sharing.orElseThrow(), context);
            second.install(context);
            InstalledModel remaining = entry(provider, second, context);

            provider.remove(entry(provider, first, context), List.of(remaining), context);

            assertIntact(provider, entry(provider, second, context), second, context);
            assertThat(provider.inventory(context)).hasSize(1);
        }
    }

    private LoopbackInstallContext context() {
        return new LoopbackInstallContext(settings(cacheDirectory));
    }

    private static RemoteModel resolve(ModelProvider provider, ModelRef ref, ProviderContext context) {
        return provider.resolve(InstallRequest.of(provider.canonical(ref)), context);
    }

    private static InstalledModel onlyEntry(ModelProvider provider, RemoteModel model, ProviderContext context) {
        assertThat(provider.inventory(context)).hasSize(1);
        return entry(provider, model, context);
    }

    private static InstalledModel entry(ModelProvider provider, RemoteModel model, ProviderContext context) {
        return provider.inventory(context).stream()
                .filter(installed -> installed.ref().provider().equals(provider.id()))
                .filter(installed -> installed.ref().name().equals(model.ref().name()))
                .filter(installed -> installed.commit().equals(model.commit()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The inventory does not list " + model.ref()));
    }

    private static void assertIntact(
            ModelProvider provider, InstalledModel installed, RemoteModel model, ProviderContext context)
            throws IOException {
        for (RemoteFile file : model.files()) {
            ModelFile recorded = new ModelFile(file.path(), file.sizeBytes(), file.digest());
            Path located = provider.locate(installed, recorded, context);
            assertThat(located).isRegularFile();
            assertThat(ContentDigest.of(located, file.digest().algorithm())).isEqualTo(file.digest());
        }
    }

    private static long distinctBytes(RemoteModel model) {
        Map<Digest, Long> contents = new HashMap<>();
        model.files().forEach(file -> contents.put(file.digest(), file.sizeBytes()));
        return contents.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void assertMalformed(ModelProvider provider, String name) {
        assertThatThrownBy(() -> provider.canonical(ModelRef.of(provider.id(), name)))
                .as("the name %s", name)
                .asInstanceOf(type(VenomException.class))
                .extracting(VenomException::code)
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    private static boolean isNoThreadOfTheVirtualMachine(Thread thread) {
        return thread.getThreadGroup() == Thread.currentThread().getThreadGroup();
    }
}
