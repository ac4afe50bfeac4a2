package dev.venom.runtime.supervisor.systemd;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.spi.testkit.SupervisorHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A supervisor and one runtime, {@code demo}, in the systemd that a test runs in. Not thread-safe. */
final class TestHost implements AutoCloseable {
    static final String UNIT = "demo.service";

    private final SystemdSupervisor supervisor = new SystemdSupervisor();
    private final SupervisorHost context;
    private final LoopbackPort port = LoopbackPort.free();
    private final Path directory;

    private TestHost(Path directory, SupervisorHost context) {
        this.directory = directory;
        this.context = context;
    }

    static TestHost in(Path directory) {
        return in(directory, UnaryOperator.identity());
    }

    static TestHost in(Path directory, UnaryOperator<InMemorySettings> more) {
        try {
            Path cache = Files.createDirectories(directory.resolve("models cache"));
            InMemorySettings settings = more.apply(InMemorySettings.in(cache).with("PATH", System.getenv("PATH")));
            return new TestHost(directory, SupervisorHost.of(settings, new LinuxProcessTable(), directory));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    SystemdSupervisor supervisor() {
        return supervisor;
    }

    SupervisorHost context() {
        return context;
    }

    LoopbackPort port() {
        return port;
    }

    RuntimeSpecBuilder describe(String kind) {
        return RuntimeSpec.builder("demo", kind, port.uri()).unit(UNIT);
    }

    /** A description without a command: the unit has it. */
    RuntimeSpec spec() {
        return describe("openai").build();
    }

    LaunchPlan plan(RuntimeSpec spec) {
        return new LaunchPlan(
                spec, List.of(), Map.of(), environmentFile(), spec.workingDirectory(), context.logFile(spec.id()));
    }

    Path environmentFile() {
        return directory.resolve("demo.env");
    }

    SupervisedRuntime attach(RuntimeSpec spec) {
        return supervisor.attach(spec, context);
    }

    void install(RuntimeSpec spec) {
        supervisor.install(supervisor.unit(plan(spec), context).orElseThrow(), context);
    }

    static Observation await(SupervisedRuntime runtime, Predicate<Observation> wish) {
        return Eventually.yields(
                "the runtime is as wished", () -> Optional.of(runtime.observe()).filter(wish));
    }

    @Override
    public void close() {
        supervisor.close();
        context.close();
    }
}
