package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.vllm.FakeVllmProgram;
import dev.venom.runtime.testbed.vllm.script.ScriptFile;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import dev.venom.runtime.testbed.vllm.snapshot.TinySnapshots;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A host with one described runtime, a server that behaves like vLLM; what it leaves running is found and ended. */
final class RuntimeFixture implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long LIMIT_SECONDS = 60;

    private final String id = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final LocalHub hub;
    private final Path directory;
    private final int port;
    private final ScriptFile script;
    private final ObjectNode runtime = MAPPER.createObjectNode();

    RuntimeFixture(Path directory) throws IOException {
        this.hub = LocalHub.with();
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        this.script = new ScriptFile(directory.resolve("script"));
        Path model = TinySnapshots.write(TinySnapshots.generative(), directory.resolve("model"));
        runtime.put("id", id).put("kind", "vllm").put("base_url", "http://127.0.0.1:" + port);
        runtime.put("supervisor", "process").put("start_timeout_seconds", 30).put("stop_timeout_seconds", 10);
        ArrayNode command = runtime.putArray("command");
        FakeVllmProgram.command(
                        "serve",
                        model.toString(),
                        "--served-model-name",
                        "org/tiny",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "${port}")
                .forEach(command::add);
        ObjectNode environment = runtime.putObject("env");
        script.environment().forEach(environment::put);
    }

    String id() {
        return id;
    }

    int port() {
        return port;
    }

    RuntimeFixture order(ScriptOrder order, String value) {
        script.order(order, value);
        return this;
    }

    RuntimeFixture obey() {
        script.clear();
        return this;
    }

    RuntimeFixture with(String key, int value) {
        runtime.put(key, value);
        return this;
    }

    RuntimeFixture with(String key, String value) {
        runtime.put(key, value);
        return this;
    }

    VenomProcess.Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).outcome();
    }

    VenomProcess start(String... arguments) throws IOException {
        return host().start(arguments);
    }

    /** The program as the first process of a container. */
    VenomProcess startAsFirstProcess(String... arguments) throws IOException {
        return host().asFirstProcess().start(arguments);
    }

    private VenomHost host() throws IOException {
        VenomHost host = new VenomHost(hub, directory.resolve("cache"));
        environment().forEach(host::with);
        return host;
    }

    /** The same program on another machine that shares the directory. */
    VenomProcess.Outcome run(ProcessBuilder machine) throws IOException, InterruptedException {
        machine.environment().putAll(environment());
        machine.environment().put("MODELS_CACHE_DIR", directory.resolve("cache").toString());
        machine.environment().put("OLLAMA_HOST", "http://127.0.0.1:9");
        return new VenomProcess(machine.start()).outcome();
    }

    private Map<String, String> environment() throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.putArray("runtimes").add(runtime);
        Path config = directory.resolve("config.json");
        if (!Files.exists(config)) {
            Files.write(config, MAPPER.writeValueAsBytes(root));
        }
        return Map.of(
                "VENOM_CONFIG",
                config.toString(),
                "VENOM_LOG_DIR",
                directory.resolve("logs").toString());
    }

    /** The runtime, as the next command sees it. */
    JsonNode runtime() throws IOException, InterruptedException {
        VenomProcess.Outcome outcome = run("runtimes", "--json");
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        return outcome.document().path("runtimes").path(0);
    }

    /** Waits until the next command sees it as it is to be. */
    JsonNode await(String state) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        JsonNode seen = runtime();
        while (!seen.path("state").asText().equals(state)) {
            assertThat(System.nanoTime()).as("state %s, is %s", state, seen).isLessThan(deadline);
            seen = runtime();
        }
        return seen;
    }

    /** Waits until somebody answers on the port; true even if he is not well. */
    void awaitServer() {
        Eventually.holds("a server in time", () -> !server().isEmpty());
    }

    /** The main processes of the runtime: one while it runs. */
    List<ProcessHandle> server() {
        return processes("FakeVllm serve " + directory);
    }

    /** Every process of the runtime. */
    List<ProcessHandle> all() {
        return Stream.concat(server().stream(), processes("venom-" + id + "-").stream())
                .distinct()
                .toList();
    }

    boolean isPortFree() throws IOException {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (java.net.BindException taken) {
            return false;
        }
    }

    /** Nothing may be left: what a failing test leaves is ended here. */
    @Override
    public void close() throws IOException {
        all().forEach(ProcessHandle::destroyForcibly);
        hub.close();
    }

    private static List<ProcessHandle> processes(String words) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(words))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                            Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }
}
