package dev.venom.runtime.provider.hf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.provider.RemoteModel;
import dev.venom.runtime.spi.testkit.ProviderHost;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One file whose name can't be kept doesn't make its model unreachable. */
class OddNamesTest {
    private static final String MODEL = "hf:org/model";

    private final HuggingFaceProvider provider = new HuggingFaceProvider();

    @TempDir
    Path directory;

    private LocalHub hub;
    private ProviderHost host;

    private void open(String oddName) {
        hub = LocalHub.with(HubRepository.named("org/model")
                .file("config.json", "{}")
                .file("model.safetensors", Content.safetensors(1_000, 1))
                .file(oddName, "odd")
                .build());
        host = TestHosts.at(directory.resolve("models"), hub.url());
    }

    @AfterEach
    void close() {
        host.close();
        hub.close();
    }

    private RemoteModel resolve(UnaryOperator<InstallRequest.Builder> choice) {
        return provider.resolve(
                choice.apply(InstallRequest.builder(ModelRef.parse(MODEL))).build(), host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runs\\Jan01\\events.out",
                "Icon\r",
                "bell\u0007.txt",
                "a:b.json",
                "docs/c:d.md",
                "...",
                "blank/ /x.txt"
            })
    void leftOutItIsOnlyToldOf(String name) {
        open(name);
        String pattern = name.replaceAll("[^\\x21-\\x7e]", "?");

        RemoteModel excluded = resolve(request -> request.exclude(pattern));
        RemoteModel notIncluded = resolve(request -> request.include("model.*").include("config.json"));

        for (RemoteModel model : List.of(excluded, notIncluded)) {
            assertThat(model.files())
                    .extracting(file -> file.path().text())
                    .containsExactlyInAnyOrder("config.json", "model.safetensors");
            assertThat(model.verdicts())
                    .filteredOn(verdict -> verdict.check().equals("file_names"))
                    .singleElement()
                    .satisfies(verdict -> {
                        assertThat(verdict.result()).isEqualTo(Verdict.Result.WARN);
                        assertThat(verdict.detail()).matches("[\\x20-\\x7e]+");
                    });
        }
        Path snapshot = excluded.install(host);
        assertThat(snapshot.resolve("model.safetensors")).exists();
        assertThat(snapshot.getParent().resolveSibling("trees"))
                .as("no listing of a commit that is not there as a whole")
                .doesNotExist();
        assertThat(provider.inventory(host))
                .singleElement()
                .satisfies(model -> assertThat(model.state()).isEqualTo(InstallState.COMPLETE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs\\Jan01\\readme.md", "Icon\r", "a:b.json", "..."})
    void whereItWouldBeFetchedTheRefusalSaysHowToGoOn(String name) {
        open(name);

        assertThatThrownBy(() -> resolve(request -> request)).isInstanceOfSatisfying(VenomException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNSAFE_FORMAT);
            String offered = refusal.hint().replaceAll("(?s).*--exclude '(.*)'.*", "$1");
            assertThat(resolve(request -> request.exclude(offered)).files()).isNotEmpty();
        });
        assertThatThrownBy(() -> resolve(request -> request.include("*")))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNSAFE_FORMAT));
        assertThat(host.fetched()).isEmpty();
    }

    @Test
    void longNamesAreTreatedAlike() {
        open("x".repeat(256) + ".txt");

        assertThat(resolve(request -> request.exclude("x*")).files()).isNotEmpty();
        assertThatThrownBy(() -> resolve(request -> request)).isInstanceOfSatisfying(VenomException.class, refusal -> {
            assertThat(refusal.hint()).hasSizeLessThan(200).contains("--exclude 'xxx");
        });
    }

    @Test
    void whatTheSelectionLeavesOutByItselfNeedsNoPattern() {
        open("copy\\pytorch_model.bin");

        assertThat(resolve(request -> request).files()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/evil", "a/../../evil", "a//b", "./evil"})
    void aForgedListingIsNotTrustedAtAll(String name) {
        open("notes.txt");
        hub.faults().onHub("**/tree/**").always(Fault.extraTreeEntry(name));

        assertThatThrownBy(() -> resolve(request -> request.exclude("*evil*").exclude("a/*")))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNSAFE_FORMAT));
    }

    @Test
    void aListingOfAnotherProgramWithSuchANameIsStillRead() throws Exception {
        open("notes.txt");
        Path snapshot = resolve(request -> request).install(host);
        Path listing = snapshot.getParent().resolveSibling("trees").resolve(snapshot.getFileName() + ".json");
        String text = Files.readString(listing);
        Files.writeString(
                listing,
                text.replace(
                        "\"notes.txt\"",
                        "\"a:b\": {\"size\": 1, \"blob_id\": \"" + "0".repeat(40) + "\"}, \"notes.txt\""));
        Files.delete(snapshot.resolve("notes.txt"));

        assertThat(provider.inventory(host))
                .singleElement()
                .satisfies(model -> assertThat(model.state())
                        .as("the listing tells that a file is missing")
                        .isEqualTo(InstallState.PARTIAL));
    }
}
