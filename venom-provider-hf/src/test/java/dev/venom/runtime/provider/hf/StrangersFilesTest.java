package dev.venom.runtime.provider.hf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.spi.provider.ModelProvider.Orphan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a cache and was not put there by those who fill caches. */
class StrangersFilesTest {
    private static final String UNUSED = "0123456789abcdef".repeat(4);

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

    @Test
    void onlyWhatIsNamedByADigestIsABlob() throws IOException {
        cache.install();
        Files.writeString(cache.blobs().resolve("thesis.tex"), "years of work");
        Files.createDirectories(cache.blobs().resolve("photos"));
        Files.writeString(cache.blobs().resolve("photos/one.jpg"), "a face");
        Files.createDirectory(cache.blobs().resolve(UNUSED.replace('0', 'f')));
        Path unused = Files.writeString(cache.blobs().resolve(UNUSED), "nobody's");
        cache.host.later(CacheFixture.LATER);

        assertThat(cache.orphans()).extracting(Orphan::path).containsExactly(unused);
    }

    @Test
    void aRepositoryThatIsEmptyButForSomebodysNotesStays() throws IOException {
        Path repo = cache.host.cache().resolve("hub/models--org--old");
        Path unused = Files.createDirectories(repo.resolve("blobs")).resolve(UNUSED);
        Files.writeString(unused, "nobody's");
        Files.writeString(repo.resolve("notes.txt"), "why I keep this");
        cache.host.later(CacheFixture.LATER);
        assertThat(cache.orphans()).extracting(Orphan::path).containsExactly(unused);

        Files.delete(repo.resolve("notes.txt"));
        Files.createDirectories(repo.resolve("snapshots/by-hand"));
        cache.host.later(CacheFixture.LATER);
        assertThat(cache.orphans()).extracting(Orphan::path).containsExactly(unused);

        Files.delete(repo.resolve("snapshots/by-hand"));
        cache.host.later(CacheFixture.LATER);
        assertThat(cache.orphans()).extracting(Orphan::path).containsExactly(unused, repo);
    }

    @Test
    void whatLiesBehindALinkIsAnothersToDelete() throws IOException {
        cache.install();
        CacheFixture.relocate(cache.blobs(), directory.resolve("large-disk/blobs"));
        Files.writeString(cache.blobs().resolve(UNUSED), "of another cache");
        Path moved = cache.host.cache().resolve("hub/models--org--moved");
        Files.createDirectories(moved.resolve("blobs"));
        Files.createDirectories(moved.resolve("snapshots"));
        CacheFixture.relocate(moved.resolve("snapshots"), directory.resolve("large-disk/snapshots"));
        cache.host.later(CacheFixture.LATER);

        assertThat(cache.orphans()).isEmpty();
    }

    @Test
    void aNameThatIsNoCommitLeadsNowhere() throws IOException {
        cache.install();
        Path elsewhere = Files.createDirectories(directory.resolve("models/elsewhere"));
        Files.writeString(elsewhere.resolve("config.json"), "mine");

        for (String commit : List.of("../../../elsewhere", "..", "", elsewhere.toString(), "main")) {
            InstalledModel forged = withCommit(cache.only(), commit);
            assertThatThrownBy(() -> cache.remove(forged)).satisfies(StrangersFilesTest::isCorruptState);
            assertThatThrownBy(() ->
                            cache.provider.locate(forged, cache.only().files().get(0), cache.host))
                    .satisfies(StrangersFilesTest::isCorruptState);
        }
        assertThat(elsewhere.resolve("config.json")).hasContent("mine");
        assertThat(cache.only().files()).hasSize(3);
        assertThat(cache.host.cache().resolve("hf/org/model@main")).exists();
    }

    private static void isCorruptState(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        VenomException.class, told -> assertThat(told.code()).isEqualTo(ErrorCode.CORRUPT_STATE));
    }

    private static InstalledModel withCommit(InstalledModel model, String commit) {
        return new InstalledModel(
                model.ref(),
                commit,
                model.friendlyName(),
                model.location(),
                model.files(),
                model.description(),
                model.installedAt(),
                model.verifiedAt(),
                model.lastUsedAt(),
                model.state(),
                model.source());
    }
}
