package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.RuntimeTransport;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.testbed.vllm.FakeVllmProgram;
import dev.venom.runtime.testbed.vllm.script.ScriptFile;
import dev.venom.runtime.testbed.vllm.snapshot.TinySnapshots;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stand-in for vLLM in a process of its own, and what a driver is given to talk to it. */
final class DriverFixture implements AutoCloseable {
    final ScriptFile script;
    final DriverContext context;
    private final Process process;
    private final HttpTransporter transporter;

    private DriverFixture(ScriptFile script, DriverContext context, Process process, HttpTransporter transporter) {
        this.script = script;
        this.context = context;
        this.process = process;
        this.transporter = transporter;
    }

    static DriverFixture start(
            Path directory, Map<String, byte[]> model, Map<String, String> environment, String... options)
            throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ScriptFile script = new ScriptFile(directory.resolve("script.properties"));
        Path snapshot = TinySnapshots.write(model, directory.resolve("model"));
        List<String> command = new ArrayList<>(FakeVllmProgram.command("serve", snapshot.toString()));
        command.addAll(List.of("--served-model-name", "tiny", "--host", "127.0.0.1", "--port", String.valueOf(port)));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(directory.resolve("log").toFile()));
        builder.environment().putAll(script.environment());
        builder.environment().put("FAKE_VLLM_PROCESSES", "false");
        builder.environment().putAll(environment);
        HttpTransporter transporter = HttpTransporter.unpaced(TransportOptions.of(Map.of()));
        RuntimeSpec spec = RuntimeSpec.builder("vllm", "vllm", URI.create("http://127.0.0.1:" + port))
                .command(command)
                .environment(environment)
                .startTimeout(Duration.ofSeconds(3))
                .build();
        DriverContext context = new DriverContext(
                spec, new RuntimeTransport(() -> transporter), new HostSettings(Map.of()), Clock.systemUTC());
        return new DriverFixture(script, context, builder.start(), transporter);
    }

    DriverFixture ready(VllmDriver driver) throws InterruptedException {
        while (driver.health(context).health() != Health.HEALTHY) {
            if (!process.isAlive()) {
                throw new AssertionError("It ended");
            }
            Thread.sleep(10);
        }
        return this;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        transporter.close();
    }
}
