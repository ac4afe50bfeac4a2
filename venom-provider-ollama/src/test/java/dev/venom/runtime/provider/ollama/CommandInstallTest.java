package dev.venom.runtime.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.command.OllamaCommand;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.spi.testkit.LoopbackInstallContext;
import dev.venom.runtime.spi.testkit.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program {@code ollama}, here a script that speaks like it. */
class CommandInstallTest {
    private static final Map<String, Long> SIZES = Map.of("6e4c38e1172f", 1_000L, "aabbccddeeff", 500L);

    @TempDir
    private Path directory;

    private LoopbackInstallContext context;

    @BeforeEach
    void prepare() {
        context = new LoopbackInstallContext(InMemorySettings.in(directory)
                .with("PATH", directory.resolve("none") + ":" + directory)
                .with("OLLAMA_HOST", "127.0.0.1:2"));
    }

    @Test
    void readsItsProgress() throws IOException {
        script("""
                echo "$OLLAMA_HOST $*" > "$(dirname "$0")/asked"
                printf '\\033[?25lpulling manifest \\342\\240\\213 \\033[K\\r' >&2
                printf 'pulling 6e4c38e1172f:  12%% \\342\\226\\225\\342\\226\\210  \\342\\226\\217 120 B/1.0 KB  50 MB/s  20s\\033[K\\n' >&2
                printf '\\033[A\\033[1Gpulling 6e4c38e1172f: 100%% \\342\\226\\225\\342\\226\\217 1.0 KB\\033[K\\n' >&2
                printf 'pulling aabbccddeeff... 50%%\\n' >&2
                printf 'pulling aabbccddeeff... 20%%\\n' >&2
                printf 'pulling aabbccddeeff... 100%%\\n' >&2
                printf 'verifying sha256 digest \\n' >&2
                printf 'writing manifest \\nsuccess \\033[K\\n\\033[?25h' >&2
                """);

        command().pull("tiny:270m", true, SIZES, context.progress(), context.background());

        assertThat(directory.resolve("asked")).hasContent("127.0.0.1:2 pull tiny:270m --insecure\n");
        assertThat(context.progress().reports()).containsExactly(120L, 1_000L, 1_250L, 1_500L);
        assertThat(context.progress().phases()).contains("download", "verifying sha256 digest", "writing manifest");
    }

    @Test
    void turnsItsWordsIntoCodes() throws IOException {
        script("echo 'Error: pull model manifest: file does not exist' >&2; exit 1");
        assertFails(ErrorCode.MODEL_NOT_FOUND, () -> pull(context.progress()));

        script("echo 'Error: could not connect to ollama server: dial tcp 127.0.0.1:2: connect: connection refused'"
                + " >&2; exit 1");
        assertFails(ErrorCode.NETWORK, () -> pull(context.progress()));

        script("exit 7");
        assertThatThrownBy(() -> pull(context.progress())).hasMessageContaining("status 7");

        script("echo \"Error: model 'tiny' not found\" >&2; exit 1");
        assertFails(ErrorCode.MODEL_NOT_FOUND, () -> command().remove("tiny"));
    }

    @Test
    void endsItWhenTheOperationIsCancelled() throws IOException {
        script("echo $$ > \"$(dirname \"$0\")/pid\"; exec sleep 600");
        RecordingProgress progress = context.progress();
        CompletableFuture<Void> pull = CompletableFuture.runAsync(() -> pull(progress));
        await(directory.resolve("pid"));
        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());

        progress.cancel();

        assertThatThrownBy(pull::join).hasRootCauseInstanceOf(VenomException.class);
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void isNotThereWhereThePathHasNone() {
        assertThat(OllamaCommand.find(InMemorySettings.in(directory))).isEmpty();
    }

    private OllamaCommand command() {
        return OllamaCommand.find(context.settings()).orElseThrow();
    }

    private void pull(RecordingProgress progress) {
        command().pull("tiny", false, SIZES, progress, context.background());
    }

    private void script(String text) throws IOException {
        Path program = directory.resolve("ollama");
        Files.writeString(program, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void await(Path file) {
        for (int turn = 0; turn < 1_000; turn++) {
            if (file.toFile().length() > 0) {
                return;
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError(file + " did not appear");
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(VenomException.class))
                .satisfies(failure ->
                        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code));
    }
}
