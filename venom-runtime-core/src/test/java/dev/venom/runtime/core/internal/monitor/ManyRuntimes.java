package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.driver.VllmDriver;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.RuntimeTransport;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.transport.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Many runtimes: a real process each, real HTTP to a server that answers as vLLM, and the driver of vLLM. */
final class ManyRuntimes implements AutoCloseable {
    private final Process servers;
    private final List<Process> children = new ArrayList<>();
    private final List<MonitoredRuntime> runtimes = new ArrayList<>();
    private final HttpTransporter transporter = HttpTransporter.unpaced(TransportOptions.of(Map.of()));
    private final AtomicLong looks = new AtomicLong();

    ManyRuntimes(int count) throws IOException {
        servers = StubServers.start(count);
        BufferedReader ports = servers.inputReader();
        RuntimeDriver driver = new VllmDriver();
        Transport transport = new RuntimeTransport(() -> transporter);
        for (int index = 0; index < count; index++) {
            Process child = new ProcessBuilder("sleep", "7200").start();
            children.add(child);
            ProcessRef ref =
                    new LinuxProcessTable().find(child.pid()).orElseThrow().ref();
            RuntimeSpec spec = RuntimeSpec.builder(
                            "runtime-" + index,
                            "vllm",
                            URI.create("http://127.0.0.1:" + ports.readLine().strip()))
                    .build();
            DriverContext context = new DriverContext(spec, transport, new HostSettings(Map.of()), Clock.systemUTC());
            runtimes.add(new Supervised(spec, driver, context, ref, Instant.now(), looks));
        }
    }

    List<MonitoredRuntime> runtimes() {
        return runtimes;
    }

    /** How often their supervisor was asked: once a look. */
    long looks() {
        return looks.get();
    }

    void kill(int index) throws InterruptedException {
        children.get(index).destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        transporter.close();
        children.forEach(Process::destroyForcibly);
        servers.destroyForcibly();
        children.forEach(child -> child.onExit().join());
        servers.onExit().join();
    }

    private record Supervised(
            RuntimeSpec spec,
            RuntimeDriver driver,
            DriverContext driverContext,
            ProcessRef process,
            Instant since,
            AtomicLong looks)
            implements MonitoredRuntime {
        @Override
        public String supervisor() {
            return "process";
        }

        @Override
        public boolean managed() {
            return true;
        }

        @Override
        public Optional<Observation> observe() {
            looks.incrementAndGet();
            return Optional.of(new Observation(
                    Observation.Phase.RUNNING,
                    since,
                    "process " + process.pid() + " runs",
                    List.of(process),
                    Optional.empty(),
                    0,
                    OptionalInt.empty()));
        }

        @Override
        public RuntimeIntent intent() {
            return new RuntimeIntent(
                    Optional.empty(),
                    Optional.of("org/model"),
                    RuntimeIntent.Wanted.UP,
                    Optional.empty(),
                    Optional.empty(),
                    0);
        }
    }
}
