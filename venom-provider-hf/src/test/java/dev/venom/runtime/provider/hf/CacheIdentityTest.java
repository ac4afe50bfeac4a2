package dev.venom.runtime.provider.hf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.spi.provider.ModelProvider.Orphan;
import dev.venom.runtime.spi.testkit.ProviderHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever way leads to a file: what a model uses is known, and nothing that it uses is taken away. */
class CacheIdentityTest {
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

    private void assertWholeAndWithoutOrphans() {
        cache.host.later(CacheFixture.LATER);
        assertThat(cache.only().state()).isEqualTo(InstallState.COMPLETE);
        assertThat(cache.only().files()).hasSize(3);
        assertThat(cache.orphans()).isEmpty();
    }

    /** As huggingface_hub 0.13 made them. */
    private void makeLinksAbsolute() throws IOException {
        for (Path link : CacheFixture.links(cache.host.cache().resolve("hub"))) {
            Path target = link.toRealPath();
            Files.delete(link);
            Files.createSymbolicLink(link, target);
        }
    }

    @Test
    void absoluteLinksLeadToBlobsBySomeOtherName() throws IOException {
        cache.install();
        makeLinksAbsolute();
        Files.createSymbolicLink(directory.resolve("alias"), cache.host.cache());
        cache.host = cache.at(directory.resolve("alias"));

        assertWholeAndWithoutOrphans();

        cache.remove(cache.only());
        assertThat(CacheFixture.files(cache.host.cache().resolve("hub").toRealPath()))
                .extracting(path -> path.getFileName().toString())
                .containsExactly("CACHEDIR.TAG");
    }

    @Test
    void aCacheOfPythonAloneIsListedThroughAnAlias() throws IOException {
        cache.install();
        makeLinksAbsolute();
        for (Path link : CacheFixture.links(cache.host.cache().resolve("hf"))) {
            Files.delete(link);
        }
        Files.createSymbolicLink(directory.resolve("alias"), cache.host.cache());
        cache.host = cache.at(directory.resolve("alias"));

        assertWholeAndWithoutOrphans();
    }

    @Test
    void absoluteLinksOfAMovedCacheStillStandForTheirBlobs() throws IOException {
        cache.install();
        makeLinksAbsolute();
        Path moved = Files.move(cache.host.cache(), directory.resolve("moved"));
        cache.host = cache.at(moved).later(CacheFixture.LATER);

        assertThat(cache.orphans()).isEmpty();

        cache.install();

        assertThat(cache.host.fetched()).isEmpty();
        assertWholeAndWithoutOrphans();
    }

    @Test
    void theHubMayBeALink() throws IOException {
        cache.install();
        CacheFixture.relocate(cache.host.cache().resolve("hub"), directory.resolve("disk/hub"));

        assertWholeAndWithoutOrphans();
        cache.install();
        assertThat(cache.host.fetched()).hasSize(3);
        assertThat(cache.host.cache().resolve("hf/org/model@main/config.json")).exists();
        assertThat(cache.provider.storedBytes(List.of(cache.only()), cache.host))
                .isGreaterThan(100_000);
    }

    @Test
    void theHomeOfOurLinksMayBeALink() throws IOException {
        Files.createDirectories(directory.resolve("elsewhere/far/hf"));
        Files.createDirectories(cache.host.cache());
        Files.createSymbolicLink(cache.host.cache().resolve("hf"), directory.resolve("elsewhere/far/hf"));

        cache.install();

        assertThat(cache.host.cache().resolve("hf/org/model@main/config.json")).exists();
        assertWholeAndWithoutOrphans();
    }

    @Test
    void blobsMayBeALink() throws IOException {
        cache.install();
        Path real = directory.resolve("disk/blobs");
        CacheFixture.relocate(cache.blobs(), real);
        Files.writeString(real.resolve("ab".repeat(32)), "may be of another cache");

        assertWholeAndWithoutOrphans();
        cache.install();
        assertThat(cache.host.fetched()).hasSize(3);
        assertThat(cache.provider.storedBytes(List.of(cache.only()), cache.host))
                .isGreaterThan(100_000);

        assertThat(cache.remove(cache.only())).isGreaterThan(100_000);
        assertThat(CacheFixture.files(real)).hasSize(1);
    }

    @Test
    void aRepositoryMayBeALink() throws IOException {
        cache.install();
        CacheFixture.relocate(cache.repo(), directory.resolve("disk/models--org--model"));

        assertWholeAndWithoutOrphans();
        cache.install();
        assertThat(cache.host.fetched()).hasSize(3);
    }

    @Test
    void blobsThatTwoCachesShareStayForTheOther() throws IOException {
        cache.install();
        ProviderHost first = cache.host;
        Path shared = cache.blobs();
        cache.host = cache.at(directory.resolve("second"));
        Files.createDirectories(cache.repo());
        Files.createSymbolicLink(cache.blobs(), shared);
        cache.install();
        assertThat(cache.host.fetched()).isEmpty();

        cache.remove(cache.only());

        cache.host = first;
        assertThat(cache.only().state()).isEqualTo(InstallState.COMPLETE);
    }

    @Test
    void refsMayBeALink() throws IOException {
        Path snapshot = cache.install();
        CacheFixture.relocate(cache.repo().resolve("refs"), directory.resolve("disk/refs"));
        Files.delete(cache.host.cache().resolve("hf/org/model@main"));

        assertWholeAndWithoutOrphans();
        assertThat(cache.only().location()).isEqualTo(snapshot);
        assertThat(cache.only().ref().revision()).contains("main");
    }

    @Test
    void aHardLinkIsTheFileItself() throws IOException {
        Path snapshot = cache.install();
        Path entry = snapshot.resolve("model.safetensors");
        Path blob = entry.toRealPath();
        Files.createLink(snapshot.resolve("second.tmp"), blob);
        Files.move(snapshot.resolve("second.tmp"), entry, StandardCopyOption.REPLACE_EXISTING);

        assertWholeAndWithoutOrphans();
        cache.install();
        assertThat(cache.host.fetched()).hasSize(3);
        assertThat(cache.remove(cache.only())).isPositive();
        assertThat(blob).doesNotExist();
    }

    @Test
    void aSnapshotThatOnlyItsCommitNamesIsAModelThatSomebodyPinned() throws IOException {
        String commit = cache.repository.head().id();
        Path snapshot = cache.install("hf:org/model@" + commit);
        Files.delete(cache.host.cache().resolve("hf/org/model@" + commit));

        InstalledModel pinned = cache.only();

        assertThat(pinned.ref().revision()).contains(commit);
        assertThat(pinned.location()).isEqualTo(snapshot);
        assertWholeAndWithoutOrphans();
        assertThat(cache.provider.orphans(List.of(), cache.host)).isEmpty();
        cache.remove(pinned);
        assertThat(cache.repo()).doesNotExist();
    }

    @Test
    void whatABranchWasBeforeIsNoModelAndCanBePruned() throws IOException {
        Path former = cache.install();
        cache.repository.commitTo("main").file("config.json", "{}").push();

        Path present = cache.install();

        assertThat(cache.only().location()).isEqualTo(present);
        assertThat(cache.orphans()).extracting(Orphan::path).contains(former);
    }

    @Test
    void aFormerCommitThatGetsANameAgainIsAModelAgain() throws IOException {
        String commit = cache.repository.head().id();
        cache.install();
        cache.repository.commitTo("main").file("config.json", "{}").push();
        cache.install();

        cache.install("hf:org/model@" + commit);

        assertThat(cache.provider.inventory(cache.host)).hasSize(2);
        assertThat(cache.orphans()).isEmpty();
    }

    @Test
    void whatIsYoungMayStillGetItsName() throws IOException {
        cache.install();
        Path blob = Files.writeString(cache.blobs().resolve("ab".repeat(32)), "arrived, not linked yet");
        Path begun = Files.createDirectories(cache.repo().resolve("snapshots").resolve("ab".repeat(20)));
        assertThat(cache.orphans()).isEmpty();

        cache.host.later(CacheFixture.LATER);

        assertThat(cache.orphans()).extracting(Orphan::path).containsExactlyInAnyOrder(blob, begun);
    }

    @Test
    void aCacheWhoseDiskIsNotMountedIsLeftAlone() throws IOException {
        cache.install();
        Files.move(cache.host.cache().resolve("hub"), directory.resolve("unplugged"));

        assertThat(cache.orphans()).isEmpty();
        assertThat(cache.host.cache().resolve("hf/org/model@main")).isSymbolicLink();
    }
}
