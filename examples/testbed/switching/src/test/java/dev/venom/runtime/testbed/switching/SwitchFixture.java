package dev.venom.runtime.testbed.switching;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.ModelManagerBuilder;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.supervisor.process.ProcessSupervisor;
import dev.venom.runtime.supervisor.systemd.SystemdSupervisor;
import dev.venom.runtime.testbed.vllm.FakeVllmProgram;
import dev.venom.runtime.testbed.vllm.script.ScriptFile;
import dev.venom.runtime.testbed.vllm.snapshot.TinySnapshots;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A host with one vLLM, which is the stand-in, as a child process, and some models. */
final class SwitchFixture {
    static final String RUNTIME = "vllm";
    static final ModelRef FIRST = FolderProvider.ref("first");
    static final ModelRef SECOND = FolderProvider.ref("second");
    static final ModelRef ENCODER = FolderProvider.ref("encoder");
    static final ModelRef RANKER = FolderProvider.ref("ranker");
    static final ModelRef LISTENER = FolderProvider.ref("listener");
    static final List<ModelRef> SERVABLE = List.of(FIRST, SECOND, ENCODER);
    static final ModelRef DAMAGED = FolderProvider.ref("damaged");
    static final ModelRef UNKNOWN = FolderProvider.ref("unknown");

    final Path directory;
    final int port;
    final ScriptFile script;
    private Duration startTimeout = Duration.ofSeconds(60);
    private Duration stopTimeout = Duration.ofSeconds(20);
    private Duration drainTimeout = Duration.ofSeconds(20);
    private Duration soakTime = Duration.ZERO;
    private boolean processes;
    private Optional<String> unit = Optional.empty();
    private Optional<Path> environmentFile = Optional.empty();
    private List<String> command = FakeVllmProgram.serveCommand("--shutdown-timeout", "10");

    private SwitchFixture(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.script = new ScriptFile(directory.resolve("script.properties"));
    }

    static SwitchFixture make(Path directory) throws IOException {
        SwitchFixture bench = at(directory, LoopbackPort.free().number());
        Path models = Files.createDirectories(directory.resolve("models"));
        TinySnapshots.write(TinySnapshots.generative(), models.resolve("first"));
        TinySnapshots.write(TinySnapshots.generative(), models.resolve("second"));
        TinySnapshots.write(TinySnapshots.embedding(), models.resolve("encoder"));
        TinySnapshots.write(TinySnapshots.ranking(), models.resolve("ranker"));
        TinySnapshots.write(TinySnapshots.speech(), models.resolve("listener"));
        TinySnapshots.write(TinySnapshots.damaged(), models.resolve("damaged"));
        TinySnapshots.write(TinySnapshots.unknown(), models.resolve("unknown"));
        bench.script.clear();
        return bench;
    }

    /** The same bench, seen from another process. */
    static SwitchFixture at(Path directory, int port) {
        return new SwitchFixture(directory, port);
    }

    SwitchFixture startTimeout(Duration limit) {
        startTimeout = limit;
        return this;
    }

    SwitchFixture stopTimeout(Duration limit) {
        stopTimeout = limit;
        return this;
    }

    SwitchFixture drainTimeout(Duration limit) {
        drainTimeout = limit;
        return this;
    }

    SwitchFixture soakTime(Duration time) {
        soakTime = time;
        return this;
    }

    SwitchFixture environmentFile(Path file) {
        environmentFile = Optional.of(file);
        return this;
    }

    /** An engine and a worker beside the server, which can be left behind. */
    SwitchFixture withProcesses() {
        processes = true;
        return this;
    }

    /** Run by systemd, not as a child process. */
    SwitchFixture unit(String name) {
        unit = Optional.of(name);
        return this;
    }

    Optional<String> unit() {
        return unit;
    }

    SwitchFixture command(List<String> words) {
        command = words;
        return this;
    }

    ModelManager manager() {
        return builder().build();
    }

    ModelManagerBuilder builder() {
        return ModelManager.builder()
                .environment(Map.of("VENOM_LOG_DIR", directory.resolve("logs").toString()))
                .withoutDiscovery()
                .cacheDirectory(directory.resolve("cache"))
                .provider(new FolderProvider(directory.resolve("models")))
                .driver(InstalledDriver.of("vllm"))
                .supervisor(new ProcessSupervisor())
                .supervisor(new SystemdSupervisor())
                .runtime(spec());
    }

    RuntimeSpec spec() {
        Map<String, String> environment = new HashMap<>(script.environment());
        environment.put("FAKE_VLLM_PROCESSES", String.valueOf(processes));
        environment.put("VLLM_PROCESS_NAME_PREFIX", prefix());
        RuntimeSpecBuilder spec = RuntimeSpec.builder(RUNTIME, "vllm", URI.create("http://127.0.0.1:" + port))
                .command(command)
                .environment(environment)
                .startTimeout(startTimeout)
                .stopTimeout(stopTimeout)
                .drainTimeout(drainTimeout)
                .soakTime(soakTime);
        environmentFile.ifPresent(spec::environmentFile);
        unit.ifPresent(name -> spec.command(List.of()).unit(name));
        return spec.build();
    }

    static ActivationRequest request(ModelRef ref) {
        return ActivationRequest.of(RUNTIME, ref);
    }

    Path environmentOfRuntime() {
        return directory.resolve("cache/runtimes/vllm.env");
    }

    /** The name under which the server answers now, asked without the library; empty where nobody answers. */
    Optional<String> served() throws InterruptedException {
        try {
            HttpResponse<String> models = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/models"))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            String text = models.body();
            int start = text.indexOf("\"id\":\"") + 6;
            return Optional.of(text.substring(start, text.indexOf('"', start)));
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    /** The servers that run for this bench, whoever started them. */
    List<ProcessHandle> servers() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(ProcessHandle::isAlive)
                    .filter(process -> {
                        String line = commandLine(process.pid());
                        return line.contains("FakeVllm") && line.contains(String.valueOf(port));
                    })
                    .toList();
        }
    }

    /** The workers behind servers of this bench that live, whoever left them. */
    long workers() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> commandLine(process.pid()).startsWith(prefix() + "::Worker"))
                    .count();
        }
    }

    void killServers() {
        servers().forEach(ProcessHandle::destroyForcibly);
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(process -> commandLine(process.pid()).startsWith(prefix() + "::"))
                    .forEach(ProcessHandle::destroyForcibly);
        }
        servers().forEach(server -> server.onExit().join());
    }

    private String prefix() {
        return "bench-" + port;
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
