package dev.venom.runtime.testbed.switching.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.ResourceUsage;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.testbed.real.RealPart;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Ollama of our own, which runs each model in a process of its own. */
@Timeout(300)
abstract class OllamaScenarios {
    private static final ModelRef TINY = ModelRef.of("ollama", "tiny:latest");
    private static final ModelRef GEMMA = ModelRef.of("ollama", "gemma:270m");
    private static final ModelRef BROKEN = ModelRef.of("ollama", "broken:latest");

    @TempDir
    private Path directory;

    private final Times times = new Times("Ollama 0.11.4, " + keeper());
    private RealHost host;
    private int port;

    abstract RealHost.Keeper keeper();

    @BeforeEach
    void open() throws Exception {
        Path program = RealPart.bring("ollama.sh");
        RealModels models = new RealModels(Files.createDirectories(directory.resolve("models")));
        models.tinyGguf();
        models.gemma();
        port = LoopbackPort.free().number();
        host = RealHost.open(directory, description(program), keeper());
        long begin = System.nanoTime();
        host.start();
        times.since(begin, "start without a model");
        create("tiny", directory.resolve("models/tiny/venom-tiny.F16.gguf"));
    }

    @AfterEach
    void close() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void switchesBetweenTwoModelsAndRollsABrokenOneBack() throws Exception {
        create("gemma:270m", directory.resolve("models/gemma/gemma.gguf"));
        createBroken();

        times.of(host.activate(TINY), "first model, 3.7 MB");
        times.of(host.activate(GEMMA), "switch to Gemma 3 270M, 253 MB");
        assertThat(host.read("/api/ps")).contains("\"gemma:270m\"").doesNotContain("\"tiny:latest\"");
        requireMemoryOfAllProcesses();

        times.of(host.activateInVain(BROKEN, GEMMA), "switch to a broken model, rolled back");
        times.of(host.activate(TINY), "switch back to the small one");
    }

    @Test
    void aServerThatIsKilledLeavesARunnerThatTheStopOrTheNextStartEnds() throws Exception {
        host.activate(TINY);
        ServerProcesses processes = processes();
        processes.killServer();
        if (keeper() == RealHost.Keeper.PROCESS) {
            assertThat(processes.alive()).as("the runner lives on").isNotEmpty();
        }
        long begin = System.nanoTime();
        host.stop();
        times.since(begin, "stop after kill -9 of the server");
        assertThat(processes.alive()).as(processes.describe()).isEmpty();
        assertThat(host.status().state()).isEqualTo(RuntimeState.OFFLINE);

        host.start();
        processes = processes();
        processes.killServer();
        begin = System.nanoTime();
        host.start();
        times.since(begin, "start after kill -9 of the server");
        assertThat(processes.alive()).as(processes.describe()).isEmpty();
        assertThat(host.manager.runtimes().probe("ollama").state()).isEqualTo(RuntimeState.ONLINE);
    }

    /** The processes are looked for every two seconds: a runner that is younger may be missing. */
    private void requireMemoryOfAllProcesses() {
        ServerProcesses processes = processes();
        long alone = ServerProcesses.proportionalBytes(processes.server());
        ResourceUsage usage = Eventually.yields(
                "the memory of the runner counts",
                () -> Optional.of(host.status().usage())
                        .filter(found -> found.memoryBytes().orElse(0) > 2 * alone));
        times.memory(usage, processes);
    }

    private void create(String name, Path gguf) throws Exception {
        String digest = "sha256:" + sha256(gguf);
        host.post("/api/blobs/" + digest, gguf);
        assertThat(host.post(
                        "/api/create",
                        "{\"model\":\"" + name + "\",\"files\":{\"model.gguf\":\"" + digest
                                + "\"},\"template\":\"{{ .Prompt }}\"}"))
                .contains("\"status\":\"success\"");
    }

    /** A model whose weights change under the server: it knows the architecture no more. */
    private void createBroken() throws Exception {
        byte[] bytes = Files.readAllBytes(directory.resolve("models/tiny/venom-tiny.F16.gguf"));
        bytes[bytes.length - 1] ^= 1;
        Path gguf = Files.write(directory.resolve("broken.gguf"), bytes);
        create("broken", gguf);
        Path blob = directory.resolve("store/blobs/sha256-" + sha256(gguf));
        try (RandomAccessFile file = new RandomAccessFile(blob.toFile(), "rw")) {
            file.setLength(file.length() / 2);
            file.setLength(bytes.length);
            file.seek(new String(bytes, 0, 4096, StandardCharsets.ISO_8859_1).indexOf("llama"));
            file.write("lxxma".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private RuntimeSpecBuilder description(Path program) {
        return RuntimeSpec.builder("ollama", "ollama", URI.create("http://127.0.0.1:" + port))
                .command(List.of(program.toString(), "serve"))
                .environment(Map.of(
                        "HOME",
                        directory.toString(),
                        "OLLAMA_HOST",
                        "127.0.0.1:" + port,
                        "OLLAMA_MODELS",
                        directory.resolve("store").toString(),
                        "OLLAMA_NO_CLOUD",
                        "1"));
    }

    private ServerProcesses processes() {
        return ServerProcesses.of("ollama serve", "127.0.0.1:" + port);
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
