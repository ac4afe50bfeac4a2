package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class FailureIT extends HubScenario {
    @Override
    List<HubRepository> repositories() {
        return List.of(HubRepository.named("org/model")
                .file("config.json", "{}")
                .file("model.safetensors", Content.safetensors(200_000, 1))
                .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--json",
                "conjure vllm hf:org/model --json",
                "--json list --bogus",
                "install --json",
                "install a b --json",
                "install --via pigeon hf:org/model --json",
                "search x --limit many --json",
                "list --cache-dir --json"
            })
    void aWrongCommandLineIsToldAsJson(String arguments) throws Exception {
        VenomProcess.Outcome outcome = host.run(arguments.split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.document().get("error").get("code").asText()).isEqualTo("INVALID_REQUEST");
        assertThat(outcome.errors()).startsWith("INVALID_REQUEST: ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "install nonsense, 2, INVALID_REQUEST",
        "install nobody:org/model, 2, INVALID_REQUEST",
        "install hf:org/model --include *.gguf, 2, INVALID_REQUEST",
        "search --provider nobody x, 2, INVALID_REQUEST",
        "operations 20000101-nothing, 2, INVALID_REQUEST",
        "cancel 20000101-nothing, 2, INVALID_REQUEST",
        "pause 20000101-nothing, 2, INVALID_REQUEST",
        "resume 20000101-nothing, 2, INVALID_REQUEST",
        "retry 20000101-nothing, 2, INVALID_REQUEST",
        "plan hf:org/absent, 4, MODEL_NOT_FOUND",
        "plan hf:org/model@absent, 4, REVISION_NOT_FOUND",
        "remove hf:org/model, 4, NOT_INSTALLED",
        "verify hf:org/model, 4, NOT_INSTALLED"
    })
    void aFailureHasItsStatusAndIsTheLastLine(String arguments, int status, String code) throws Exception {
        VenomProcess.Outcome outcome = host.run((arguments + " --json").split(" "));

        assertFailure(outcome, status, code);
    }

    @Test
    void aCacheDirectoryThatIsAFileIsSaidToBeInTheWay() throws Exception {
        Path file = Files.createFile(cache.resolve("a-file"));

        VenomProcess.Outcome outcome = host.run("install", "hf:org/model", "--cache-dir", file.toString(), "--json");

        assertFailure(outcome, 2, "INVALID_REQUEST");
        assertThat(outcome.errors()).contains(file.toString(), "it is a file, and has to be a directory");
    }

    @Test
    void aLargeInstallHasToBeConfirmed() throws Exception {
        host.with("MODELS_CONFIRM_ABOVE_GB", "0.0001");

        assertFailure(host.run("install", "hf:org/model", "--json"), 3, "CONFIRMATION_REQUIRED");
        assertThat(host.run("install", "hf:org/model", "--yes").status()).isZero();
    }

    @Test
    void anInstallBeyondTheQuotaIsRefused() throws Exception {
        host.with("MODELS_MAX_DISK_GB", "0.0001");

        assertFailure(host.run("install", "hf:org/model", "--json"), 5, "QUOTA_EXCEEDED");
        assertThat(host.run("plan", "hf:org/model").status()).isZero();
    }

    @Test
    void peopleGetOneLineAndNothingOnStandardOutput() throws Exception {
        VenomProcess.Outcome outcome = host.run("plan", "hf:org/absent");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.lines()).isEmpty();
        assertThat(outcome.errors()).startsWith("MODEL_NOT_FOUND: ").hasLineCount(1);
    }

    @Test
    void aReaderThatWentAwayIsNoFailureToTellAbout() throws Exception {
        Process process = host.launch("list", "--json");
        process.getInputStream().close();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.getErrorStream().readAllBytes()).isEmpty();
    }

    @Test
    void helpAndVersionAreNoErrors() throws IOException, InterruptedException {
        assertThat(host.run("--help").lines())
                .anySatisfy(line -> assertThat(line).contains("install, pull"));
        assertThat(host.run("install", "--help").lines())
                .anySatisfy(line -> assertThat(line).contains("--allow-unsafe"));
        assertThat(host.run("--version", "--json").document().get("version").asText())
                .isNotEmpty();
    }

    private static void assertFailure(VenomProcess.Outcome outcome, int status, String code) {
        JsonNode error = outcome.last().get("error");

        assertThat(error).as("last line of %s", outcome.lines()).isNotNull();
        assertThat(error.get("code").asText()).as(error.toString()).isEqualTo(code);
        assertThat(error.get("message").asText()).isNotBlank();
        assertThat(error.has("hint")).isTrue();
        assertThat(outcome.status()).isEqualTo(status);
        assertThat(outcome.errors()).startsWith(code + ": ").hasLineCount(1);
    }
}
