package dev.venom.runtime.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.testbed.ollama.LocalDaemon;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store of which a part was moved to a larger disk, with a link where it was. */
class StoreOnSeveralDisksTest {
    private static final ModelImage TINY = ModelImage.tinyLlama();
    private static final String REF = "ollama:tiny:270m";
    /** A file system of its own on Linux. */
    private static final Path OTHER_DISK = Path.of("/dev/shm");

    @TempDir
    private Path directory;

    private Path elsewhere;
    private LocalRegistry registry;
    private OllamaFixture bench;

    @BeforeEach
    void open() throws IOException {
        Assumptions.assumeTrue(
                Files.isWritable(OTHER_DISK) && !Files.getFileStore(OTHER_DISK).equals(Files.getFileStore(directory)),
                "no second file system on this host");
        elsewhere = Files.createTempDirectory(OTHER_DISK, "venom-store-");
        registry = LocalRegistry.with("tiny:270m", TINY);
        bench = new OllamaFixture(directory).registry(registry.url());
    }

    @AfterEach
    void close() throws IOException {
        if (registry != null) {
            registry.close();
            try (Stream<Path> left = Files.walk(elsewhere)) {
                for (Path path :
                        left.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blobs",
                "manifests",
                "manifests/registry.ollama.ai",
                "manifests/registry.ollama.ai/library",
                "manifests/registry.ollama.ai/library/tiny"
            })
    void installsVerifiesMendsAndRemoves(String part) throws IOException {
        move(part);
        try (ModelManager manager = bench.open()) {
            InstalledModel installed = OllamaFixture.install(manager, REF);

            assertThat(installed.state()).isEqualTo(InstallState.COMPLETE);
            assertThat(bench.store().resolve("manifests/registry.ollama.ai/library/tiny/270m"))
                    .hasBinaryContent(TINY.manifest());
            assertThat(unfinished()).isEmpty();

            byte[] content = Files.readAllBytes(installed.location());
            content[1_000] ^= 1;
            Files.write(installed.location(), content);
            assertThat(OllamaFixture.result(manager.models()
                            .verify(VerifyRequest.of(ModelRef.parse(REF)).repairing())))
                    .allMatch(found -> found.ok());

            assertThat(OllamaFixture.result(manager.models().remove(ModelRef.parse(REF)))
                            .freedBytes())
                    .isEqualTo(TINY.size());
            assertThat(manager.models().list()).isEmpty();
            assertThat(files()).isEmpty();
            assertThat(bench.store().resolve(part)).isDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifests",
                "manifests/registry.ollama.ai",
                "manifests/registry.ollama.ai/library",
                "manifests/registry.ollama.ai/library/tiny"
            })
    void aRemovalHidesNoOtherModelBehindTheLink(String part) throws IOException {
        registry.content().put("tiny:other", ModelImage.generated(100_000, 5));
        move(part);
        try (ModelManager manager = bench.open()) {
            OllamaFixture.install(manager, REF);
            OllamaFixture.install(manager, "ollama:tiny:other");

            OllamaFixture.result(manager.models().remove(ModelRef.parse(REF)));

            assertThat(manager.models().list())
                    .extracting(model -> model.ref().toString())
                    .containsExactly("ollama:tiny:other");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobs", "manifests"})
    void aDaemonThatStartsLaterPrunesNothingOfIt(String part) throws IOException {
        move(part);
        try (ModelManager manager = bench.open()) {
            OllamaFixture.install(manager, REF);
        }
        try (LocalDaemon daemon =
                LocalDaemon.over(bench.store()).version("0.32.15").start()) {
            assertThat(daemon.store().list()).hasSize(1);
        }
        try (ModelManager manager = bench.open()) {
            assertThat(OllamaFixture.result(manager.models().verify(VerifyRequest.all())))
                    .allMatch(found -> found.ok());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobs", "manifests"})
    void onlyWhatNoModelUsesIsPruned(String part) throws IOException {
        move(part);
        try (ModelManager manager = bench.open()) {
            InstalledModel installed = OllamaFixture.install(manager, REF);
            age(installed.location());
            Path orphan = age(Files.writeString(bench.store().resolve("blobs/sha256-" + "ab".repeat(32)), "nobody's"));

            assertThat(manager.models().prune().items())
                    .extracting(PruneReport.Item::kind)
                    .containsExactly("blob");
            assertThat(orphan).doesNotExist();
            assertThat(manager.models().get(ModelRef.parse(REF)).state()).isEqualTo(InstallState.COMPLETE);
        }
    }

    @Test
    void whatAnotherStoreKeepsThereStays() throws IOException {
        Path owner = elsewhere.resolve("owner");
        OllamaFixture other = new OllamaFixture(directory.resolve("other"))
                .registry(registry.url())
                .with("OLLAMA_MODELS", owner.toString());
        try (ModelManager manager = other.open()) {
            OllamaFixture.install(manager, REF);
        }
        Files.createDirectories(bench.store());
        Files.createSymbolicLink(bench.store().resolve("blobs"), owner.resolve("blobs"));
        try (ModelManager manager = bench.open()) {
            Path weights = age(OllamaFixture.install(manager, REF).location());

            assertThat(OllamaFixture.result(manager.models().remove(ModelRef.parse(REF)))
                            .freedBytes())
                    .isZero();
            manager.models().prune();
            assertThat(weights).exists();
        }
        try (ModelManager manager = other.open()) {
            assertThat(OllamaFixture.result(manager.models().verify(VerifyRequest.all())))
                    .allMatch(found -> found.ok());
        }
    }

    private void move(String part) throws IOException {
        Path link = bench.store().resolve(part);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, elsewhere);
    }

    private static Path age(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    }

    private List<Path> unfinished() throws IOException {
        return files().stream()
                .filter(file -> file.getFileName().toString().matches("\\.venom-.*|.*\\.(incoming|tmp)"))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> own = Files.walk(bench.store());
                Stream<Path> other = Files.walk(elsewhere)) {
            return Stream.concat(own, other).filter(Files::isRegularFile).toList();
        }
    }
}
