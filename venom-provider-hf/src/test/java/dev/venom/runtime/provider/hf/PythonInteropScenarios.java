package dev.venom.runtime.provider.hf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.spi.testkit.ProviderHost;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cache, two programs: huggingface_hub and this provider. */
abstract class PythonInteropScenarios {
    private final String variable;
    private final String version;
    private final HuggingFaceProvider provider = new HuggingFaceProvider();
    private final HubRepository repository = HubRepository.named("org/model")
            .file("config.json", "{\"model_type\":\"llama\"}")
            .file("deep/er/übung.txt", "nested")
            .file("model.safetensors", Content.safetensors(3_000_000, 1))
            .build();

    @TempDir
    Path directory;

    private LocalHub hub;
    private ProviderHost host;

    /** The scenarios with the client of the Python that a variable names, of this version. */
    PythonInteropScenarios(String variable, String version) {
        this.variable = variable;
        this.version = version;
    }

    @BeforeEach
    void open() {
        boolean hasPython = System.getenv(variable) != null;
        if ("true".equalsIgnoreCase(System.getenv("CI"))) {
            assertThat(hasPython).as("CI sets " + variable).isTrue();
        }
        Assumptions.assumeTrue(hasPython, variable + " names no Python with huggingface_hub " + version);
        hub = LocalHub.with(repository);
        host = TestHosts.at(directory.resolve("models"), hub.url());
    }

    @AfterEach
    void close() {
        if (host != null) {
            host.close();
            hub.close();
        }
    }

    private Path install(String ref) {
        return provider.resolve(InstallRequest.of(ModelRef.parse(ref)), host).install(host);
    }

    private String python(boolean isOffline, String... lines) throws IOException, InterruptedException {
        Path output = directory.resolve("python.out");
        ProcessBuilder builder = new ProcessBuilder(System.getenv(variable), "-c", String.join("\n", lines))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "HF_HOME",
                        host.cache().toString(),
                        "HF_ENDPOINT",
                        hub.url().toString(),
                        "HF_HUB_OFFLINE",
                        isOffline ? "1" : "0",
                        "HF_HUB_DISABLE_PROGRESS_BARS",
                        "1",
                        "HF_HUB_DISABLE_TELEMETRY",
                        "1"));
        builder.environment().keySet().removeAll(List.of("HF_TOKEN", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"));
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8).strip();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private String snapshotDownload(boolean isOffline, String arguments) throws IOException, InterruptedException {
        return python(
                isOffline,
                "from huggingface_hub import snapshot_download",
                "print(snapshot_download('org/model'" + arguments + "))");
    }

    private void assertNoWarnings() throws IOException, InterruptedException {
        assertThat(python(
                        true,
                        "from huggingface_hub import scan_cache_dir",
                        "print([str(w) for w in scan_cache_dir().warnings])"))
                .isEqualTo("[]");
    }

    @Test
    void theClientIsTheOneMeant() throws Exception {
        assertThat(python(true, "import huggingface_hub", "print(huggingface_hub.__version__)"))
                .startsWith(version + ".");
    }

    @Test
    void pythonFindsWhatWasInstalledWithoutAskingTheHub() throws Exception {
        Path snapshot = install("hf:org/model");
        hub.requests().clear();

        assertThat(snapshotDownload(true, "")).isEqualTo(snapshot.toString());
        assertThat(hub.requests().all()).isEmpty();
        assertNoWarnings();
    }

    @Test
    void pythonAcceptsASelectionAndCompletesItOnline() throws Exception {
        InstallRequest request = InstallRequest.builder(ModelRef.parse("hf:org/model"))
                .include("config.json")
                .build();
        Path snapshot = provider.resolve(request, host).install(host);

        assertThat(snapshotDownload(true, "")).isEqualTo(snapshot.toString());
        assertNoWarnings();
        assertThat(snapshotDownload(false, "")).isEqualTo(snapshot.toString());
        assertThat(snapshot.resolve("model.safetensors")).exists();
        assertNoWarnings();
    }

    @Test
    void listingIsTheOneThatPythonWrites() throws Exception {
        Path snapshot = install("hf:org/model");
        Path listing = listing(snapshot);
        String ours = Files.readString(listing);
        Files.delete(listing);

        snapshotDownload(false, "");

        assertThat(ours).isEqualTo(Files.readString(listing));
    }

    private static Path listing(Path snapshot) {
        return snapshot.getParent().resolveSibling("trees").resolve(snapshot.getFileName() + ".json");
    }

    @Test
    void whatPythonWroteIsListedAndNotFetchedAgain() throws Exception {
        repository.commitToPullRequest(7).file("config.json", "{}").push();
        String main = snapshotDownload(false, "");
        String pull = snapshotDownload(false, ", revision='refs/pr/7'");

        List<InstalledModel> found = provider.inventory(host);

        assertThat(found).extracting(model -> model.location().toString()).containsExactlyInAnyOrder(main, pull);
        assertThat(found).extracting(InstalledModel::state).containsOnly(InstallState.COMPLETE);
        assertThat(install("hf:org/model")).hasToString(main);
        assertThat(install("hf:org/model@refs/pr/7")).hasToString(pull);
        assertThat(host.fetched()).isEmpty();
        assertNoWarnings();
    }

    @Test
    void removingAndPruningLeavesNothingThatPythonMinds() throws Exception {
        snapshotDownload(false, ", allow_patterns=['config.json']");
        install("hf:org/model");
        repository.commitTo("main").file("config.json", "{}").push();
        snapshotDownload(false, "");
        InstalledModel model = provider.inventory(host).get(0);

        provider.remove(model, List.of(), host);

        assertNoWarnings();
        assertThat(host.cache().resolve("hub").resolve("models--org--model")).exists();
    }

    @Test
    void withoutLinksPythonFindsWhatWasInstalledHere() throws Exception {
        host.with("HF_HUB_DISABLE_SYMLINKS", "1");
        Path snapshot = install("hf:org/model");
        hub.requests().clear();

        assertThat(snapshotDownload(true, "")).isEqualTo(snapshot.toString());
        assertThat(hub.requests().all()).isEmpty();
        assertThat(snapshot.resolve("model.safetensors")).isRegularFile();
        assertNoWarnings();
    }

    @Test
    void whatPythonWroteWithoutLinksIsListedAndNotFetchedAgain() throws Exception {
        String snapshot = python(
                false,
                "import os; os.environ['HF_HUB_DISABLE_SYMLINKS'] = '1'",
                "from huggingface_hub import snapshot_download",
                "print(snapshot_download('org/model'))");
        host.with("HF_HUB_DISABLE_SYMLINKS", "1");

        assertThat(provider.inventory(host))
                .singleElement()
                .satisfies(model -> assertThat(model.state()).isEqualTo(InstallState.COMPLETE));
        assertThat(install("hf:org/model")).hasToString(snapshot);
        assertThat(host.fetched()).isEmpty();
        assertNoWarnings();
    }

    @Test
    void aCommitThatPythonPinnedIsListed() throws Exception {
        String commit = repository.head().id();
        String snapshot = snapshotDownload(false, ", revision='" + commit + "'");

        assertThat(provider.inventory(host))
                .singleElement()
                .satisfies(model -> assertThat(model.location()).hasToString(snapshot));
        assertThat(provider.orphans(List.of(), host)).isEmpty();
    }
}
