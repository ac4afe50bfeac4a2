package dev.venom.runtime.provider.hf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.spi.provider.ModelProvider.Orphan;
import dev.venom.runtime.spi.provider.RemoteModel;
import dev.venom.runtime.spi.testkit.ProviderHost;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a model on disk: installed, listed, updated, removed. */
class InstallTest {
    private final HuggingFaceProvider provider = new HuggingFaceProvider();
    private final HubRepository repository = HubRepository.named("org/model")
            .file("config.json", "{\"model_type\":\"llama\"}")
            .file("deep/er/notes.txt", "nested")
            .file("model.safetensors", Content.safetensors(100_000, 1))
            .build();

    @TempDir
    Path directory;

    private LocalHub hub;
    private ProviderHost host;

    @BeforeEach
    void open() {
        hub = LocalHub.with(repository);
        host = TestHosts.at(directory.resolve("models"), hub.url());
    }

    @AfterEach
    void close() {
        host.close();
        hub.close();
    }

    private RemoteModel resolve(String ref) {
        return provider.resolve(InstallRequest.of(provider.canonical(ModelRef.parse(ref))), host);
    }

    private Path install(String ref) {
        return resolve(ref).install(host);
    }

    private InstalledModel only() {
        assertThat(provider.inventory(host)).hasSize(1);
        return provider.inventory(host).get(0);
    }

    private Path repo() {
        return host.cache().resolve("hub").resolve("models--org--model");
    }

    @Test
    void laysFilesOutAsThePythonClientDoes() throws IOException {
        String commit = repository.head().id();

        Path snapshot = install("hf:org/model");

        assertThat(snapshot).isEqualTo(repo().resolve("snapshots").resolve(commit));
        assertThat(Files.readString(repo().resolve("refs/main"))).isEqualTo(commit);
        assertThat(Files.readSymbolicLink(snapshot.resolve("deep/er/notes.txt")).toString())
                .startsWith("../../../../blobs/");
        assertThat(snapshot.resolve("deep/er/notes.txt")).hasContent("nested");
        assertThat(repo().resolve("trees").resolve(commit + ".json")).exists();
        assertThat(host.cache().resolve("hub").resolve("CACHEDIR.TAG"))
                .content()
                .startsWith("Signature: 8a477f597d28d172");
        assertThat(host.cache().resolve("hf/org/model@main")).isSymbolicLink();
        assertThat(host.cache().resolve("hf/org/model@main").toRealPath()).isEqualTo(snapshot.toRealPath());
        try (var blobs = Files.list(repo().resolve("blobs"))) {
            assertThat(blobs).hasSize(repository.head().files().size());
        }
    }

    @Test
    void listsWhatItInstalledWithDigestsAndNoProofOfThem() {
        install("hf:org/model");

        InstalledModel model = only();

        assertThat(model.ref()).isEqualTo(ModelRef.parse("hf:org/model@main"));
        assertThat(model.commit()).isEqualTo(repository.head().id());
        assertThat(model.state()).isEqualTo(InstallState.COMPLETE);
        assertThat(model.verifiedAt()).isEmpty();
        assertThat(model.files())
                .allSatisfy(file -> assertThat(provider.locate(model, file, host))
                        .isRegularFile()
                        .hasSize(file.sizeBytes()));
        assertThat(model.files())
                .extracting(file -> file.digest().hex())
                .contains(repository.head().files().get("model.safetensors").etag());
    }

    @Test
    void fetchesNothingTwice() {
        install("hf:org/model");
        List<String> fetched = host.fetched();

        install("hf:org/model");

        assertThat(fetched).isNotEmpty();
        assertThat(host.fetched()).isEqualTo(fetched);
    }

    @Test
    void asksForNoFileThatTheCacheHas() throws IOException {
        install("hf:org/model");
        hub.requests().clear();

        resolve("hf:org/model");
        assertThat(hub.requests().all()).noneMatch(request -> request.path().contains("/resolve/"));

        Path configuration = only().location().resolve("config.json").toRealPath();
        Files.writeString(configuration, "x".repeat((int) Files.size(configuration)));
        resolve("hf:org/model");
        assertThat(hub.requests().endingIn("/config.json"))
                .as("what is damaged is not believed")
                .hasSize(1);
    }

    @Test
    void asksForTheTreeOncePerSnapshot() {
        resolve("hf:org/model");

        assertThat(hub.requests().matching(request -> request.path().contains("/tree/")))
                .hasSize(1)
                .allSatisfy(request ->
                        assertThat(request.path()).endsWith(repository.head().id()));
    }

    @Test
    void leavesAListingOutWhereOnlyASelectionIsThere() {
        InstallRequest request = InstallRequest.builder(ModelRef.parse("hf:org/model"))
                .include("config.json")
                .build();

        provider.resolve(request, host).install(host);

        assertThat(repo().resolve("trees")).doesNotExist();
        assertThat(only().files()).hasSize(1);
    }

    @Test
    void namesANestedRevisionInOneSegment() throws IOException {
        repository.commitToPullRequest(1).file("config.json", "{}").push();

        Path snapshot = install("hf:org/model@refs/pr/1");

        assertThat(repo().resolve("refs/refs/pr/1"))
                .hasContent(snapshot.getFileName().toString());
        assertThat(host.cache().resolve("hf/org/model@refs--pr--1").toRealPath())
                .isEqualTo(snapshot.toRealPath());
        assertThat(only().ref().revision()).contains("refs/pr/1");
    }

    @Test
    void writesNoRefForACommit() {
        String commit = repository.head().id();

        install("hf:org/model@" + commit);

        assertThat(repo().resolve("refs")).doesNotExist();
        assertThat(only().ref().revision()).contains(commit);
        // Its description is what the listing is held against
        assertThat(hub.requests().matching(request -> request.path().contains("/revision/")))
                .hasSize(1);
    }

    @Test
    void leavesTheOldSnapshotOfAMovedBranchToPrune() throws IOException {
        Path old = install("hf:org/model");
        repository
                .commitTo("main")
                .file("config.json", "{\"model_type\":\"qwen2\"}")
                .push();
        Path present = install("hf:org/model");

        List<Orphan> orphans = provider.orphans(List.of(only()), host);

        assertThat(only().commit()).isEqualTo(present.getFileName().toString());
        assertThat(orphans).extracting(Orphan::path).contains(old).doesNotContain(present);
        assertThat(orphans).extracting(orphan -> orphan.item().kind()).containsOnly("snapshot", "blob");
        delete(orphans);
        assertThat(only().state()).isEqualTo(InstallState.COMPLETE);
        assertThat(provider.orphans(List.of(only()), host)).isEmpty();
    }

    private static void delete(List<Orphan> orphans) throws IOException {
        for (Orphan orphan : orphans) {
            try (var below = Files.walk(orphan.path())) {
                for (Path path :
                        below.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Test
    void keepsYoungDownloadsOfOtherProgramsAndTakesOldOnes() throws IOException {
        install("hf:org/model");
        Path young = Files.writeString(repo().resolve("blobs/abc.12345678.incomplete"), "x");
        assertThat(provider.orphans(List.of(only()), host)).isEmpty();

        Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        assertThat(provider.orphans(List.of(only()), host))
                .extracting(Orphan::path)
                .containsExactly(young);
    }

    @Test
    void takesNothingOfAModelThatIsBeingInstalled() throws IOException {
        install("hf:org/model");
        InstalledModel installed = only();
        Path fetched = Files.writeString(repo().resolve("blobs").resolve("f".repeat(64)), "not linked yet");
        InstalledModel underWay = new InstalledModel(
                installed.ref(),
                "",
                "model",
                host.cache(),
                List.of(),
                ModelDescription.UNKNOWN,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                InstallState.PARTIAL,
                Optional.empty());

        host.later(Duration.ofHours(2));
        assertThat(provider.orphans(List.of(installed, underWay), host)).isEmpty();
        assertThat(provider.orphans(List.of(installed), host))
                .extracting(Orphan::path)
                .containsExactly(fetched);
    }

    @Test
    void removesAllThatNothingElseUses() {
        install("hf:org/model");
        long stored = provider.storedBytes(List.of(only()), host);

        long freed = provider.remove(only(), List.of(), host);

        assertThat(repo()).doesNotExist();
        assertThat(host.cache().resolve("hf/org")).doesNotExist();
        assertThat(freed).isGreaterThan(100_000).isLessThanOrEqualTo(stored);
        assertThat(provider.inventory(host)).isEmpty();
    }

    @Test
    void removingOneRevisionLeavesTheOther() {
        install("hf:org/model");
        repository.commitTo("other").file("config.json", "{\"other\":1}").push();
        install("hf:org/model@other");
        InstalledModel main = at("main");

        long freed = provider.remove(main, List.of(at("other")), host);

        assertThat(freed).isPositive().isLessThan(100);
        assertThat(only().ref().revision()).contains("other");
        assertThat(only().state()).isEqualTo(InstallState.COMPLETE);
    }

    @Test
    void keepsASnapshotThatAnotherRefNames() throws IOException {
        Path snapshot = install("hf:org/model");
        Files.copy(repo().resolve("refs/main"), repo().resolve("refs/v1"));

        long freed = provider.remove(at("main"), List.of(), host);

        assertThat(freed).isZero();
        assertThat(snapshot.resolve("config.json")).exists();
        assertThat(only().ref().revision()).contains("v1");
    }

    private InstalledModel at(String revision) {
        return provider.inventory(host).stream()
                .filter(model -> model.ref().revision().orElseThrow().equals(revision))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void callsASnapshotWithAMissingBlobPartialAndMendsIt() throws IOException {
        Path snapshot = install("hf:org/model");
        Files.delete(snapshot.resolve("config.json").toRealPath());
        assertThat(only().state()).isEqualTo(InstallState.PARTIAL);

        install("hf:org/model");

        assertThat(host.fetched()).endsWith("config.json");
        assertThat(only().state()).isEqualTo(InstallState.COMPLETE);
    }

    @Test
    void neverWritesThroughALinkOutOfTheCache() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createDirectories(
                repo().resolve("snapshots").resolve(repository.head().id()));
        Files.createSymbolicLink(
                repo().resolve("snapshots").resolve(repository.head().id()).resolve("deep"), outside);

        assertThatThrownBy(() -> install("hf:org/model"))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CORRUPT_STATE));
        assertThat(outside).isEmptyDirectory();
        assertThat(host.fetched()).isEmpty();
    }

    @Test
    void leavesAForeignFileUnderItsNameAlone() throws IOException {
        Path foreign = host.cache().resolve("hf/org/model@main");
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, "mine");

        assertThatThrownBy(() -> install("hf:org/model"))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("in the way");
        assertThat(foreign).hasContent("mine");
    }

    @Test
    void needsNoNetworkForWhatIsOnDisk() {
        Path snapshot = install("hf:org/model");
        hub.requests().clear();
        host.with("HF_HUB_OFFLINE", "1");

        assertThat(install("hf:org/model")).isEqualTo(snapshot);
        assertThat(hub.requests().all()).isEmpty();
        assertThatThrownBy(() -> install("hf:org/other"))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NETWORK))
                .hasMessageContaining("offline");
    }

    @Test
    void listsWithoutNetworkOrToken() {
        install("hf:org/model");
        hub.requests().clear();
        try (ProviderHost elsewhere = TestHosts.at(host.cache(), URI.create("http://127.0.0.1:1"))) {
            assertThat(provider.inventory(elsewhere)).hasSize(1);
        }
        assertThat(hub.requests().all()).isEmpty();
    }
}
