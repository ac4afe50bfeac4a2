package dev.venom.runtime.provider.hf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches without links: where none can be made, where none are wanted, and where a copy followed them. */
class LinklessCacheTest {
    @TempDir
    Path directory;

    private CacheFixture cache;

    @BeforeEach
    void open() {
        cache = new CacheFixture(directory);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private void withoutLinks() {
        cache.host.with("HF_HUB_DISABLE_SYMLINKS", "1");
    }

    private static void assertNothingLeft(Path hub) throws IOException {
        assertThat(CacheFixture.files(hub))
                .extracting(path -> path.getFileName().toString())
                .containsExactly("CACHEDIR.TAG");
    }

    @Test
    void filesLieInTheSnapshotAsThePythonClientLaysThem() throws IOException {
        withoutLinks();

        Path snapshot = cache.install();

        assertThat(CacheFixture.links(cache.host.cache().resolve("hub"))).isEmpty();
        assertThat(snapshot.resolve("model.safetensors")).isRegularFile();
        assertThat(snapshot.resolve("deep/er/notes.txt")).hasContent("nested");
        assertThat(cache.blobs()).isEmptyDirectory();
        assertThat(cache.only().state()).isEqualTo(InstallState.COMPLETE);
        assertThat(cache.only().files()).hasSize(3);
        cache.host.later(CacheFixture.LATER);
        assertThat(cache.orphans()).isEmpty();
    }

    @Test
    void nothingIsFetchedTwice() {
        withoutLinks();
        cache.install();

        cache.install();
        cache.host.with("HF_HUB_OFFLINE", "1");
        cache.install();

        assertThat(cache.host.fetched()).hasSize(3);
    }

    @Test
    void anotherRevisionTakesWhatTheFirstHas() throws IOException {
        withoutLinks();
        Path first = cache.install();
        cache.repository.commitTo("main").file("config.json", "{}").push();

        Path second = cache.install();

        assertThat(cache.host.fetched()).hasSize(4).endsWith("config.json");
        assertThat(second.resolve("model.safetensors"))
                .isRegularFile()
                .hasSameBinaryContentAs(first.resolve("model.safetensors"));
        assertThat(cache.blobs()).isEmptyDirectory();
    }

    @Test
    void removalLeavesNothing() throws IOException {
        withoutLinks();
        cache.install();

        assertThat(cache.remove(cache.only())).isGreaterThan(100_000);

        assertNothingLeft(cache.host.cache().resolve("hub"));
        assertThat(cache.provider.inventory(cache.host)).isEmpty();
    }

    @Test
    void oneRevisionGoesAndTheOtherStays() throws IOException {
        withoutLinks();
        cache.install();
        cache.repository.commitTo("other").file("config.json", "{\"other\":1}").push();
        Path other = cache.install("hf:org/model@other");
        InstalledModel main = cache.provider.inventory(cache.host).stream()
                .filter(model -> model.ref().revision().orElseThrow().equals("main"))
                .findFirst()
                .orElseThrow();

        cache.remove(main);

        assertThat(cache.only().location()).isEqualTo(other);
        assertThat(cache.only().state()).isEqualTo(InstallState.COMPLETE);
    }

    @Test
    void aDamagedFileIsPutRightInItsPlace() throws IOException {
        withoutLinks();
        Path snapshot = cache.install();
        Files.writeString(snapshot.resolve("config.json"), "{\"model_type\":\"LLAMA\"}");
        Files.delete(snapshot.resolve("deep/er/notes.txt"));

        cache.install();

        assertThat(snapshot.resolve("config.json")).hasContent("{\"model_type\":\"llama\"}");
        assertThat(snapshot.resolve("deep/er/notes.txt")).hasContent("nested");
        assertThat(cache.host.fetched()).hasSize(5);
    }

    @Test
    void aCopyThatFollowedLinksIsUsedAndMadeOneAgain() throws IOException {
        cache.install();
        Path copy = directory.resolve("copy");
        CacheFixture.copyFollowingLinks(cache.host.cache(), copy);
        cache.host = cache.at(copy);
        assertThat(cache.only().state()).isEqualTo(InstallState.COMPLETE);

        Path snapshot = cache.install();

        assertThat(cache.host.fetched()).isEmpty();
        assertThat(snapshot.resolve("model.safetensors")).isSymbolicLink();
        assertThat(copy.resolve("hf/org/model@main")).isSymbolicLink();
        assertThat(CacheFixture.files(copy).stream()
                        .filter(file -> file.toFile().length() >= 100_000))
                .hasSize(1);
    }

    @Test
    void aCopyThatFollowedLinksIsRemovedWhole() throws IOException {
        cache.install();
        Path copy = directory.resolve("copy");
        CacheFixture.copyFollowingLinks(cache.host.cache(), copy);
        cache.host = cache.at(copy);

        assertThat(cache.remove(cache.only())).isGreaterThanOrEqualTo(300_000);

        assertNothingLeft(copy);
    }

    @Test
    void withoutBlobsAndListingNothingIsFetchedEither() throws IOException {
        cache.install();
        Path copy = directory.resolve("copy");
        CacheFixture.copyFollowingLinks(cache.host.cache().resolve("hub"), copy.resolve("hub"));
        cache.host = cache.at(copy);
        for (Path file : CacheFixture.files(cache.blobs())) {
            Files.delete(file);
        }
        Files.delete(CacheFixture.files(cache.repo().resolve("trees")).get(0));

        cache.install();

        assertThat(cache.host.fetched()).isEmpty();
        assertThat(cache.only().state()).isEqualTo(InstallState.COMPLETE);
        cache.remove(cache.only());
        assertNothingLeft(cache.host.cache().resolve("hub"));
    }

    @Test
    void aDirectoryWithMoreThanTheModelIsNobodysCopy() throws IOException {
        cache.install();
        Path link = cache.host.cache().resolve("hf/org/model@main");
        Files.delete(link);
        Files.createDirectories(link);
        Files.writeString(link.resolve("thesis.txt"), "mine");

        assertThatThrownBy(cache::install)
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CORRUPT_STATE));
        cache.provider.remove(cache.only(), List.of(), cache.host);

        assertThat(link.resolve("thesis.txt")).hasContent("mine");
    }

    @Test
    void whenLinksAreWantedAgainTheFilesStayWhereTheyAre() {
        withoutLinks();
        Path snapshot = cache.install();
        cache.host.with("HF_HUB_DISABLE_SYMLINKS", "0");

        cache.install();

        assertThat(snapshot.resolve("model.safetensors")).isRegularFile();
        assertThat(cache.host.fetched()).hasSize(3);
    }
}
