package dev.venom.runtime.core.internal.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.core.internal.http.RuntimeTransport;
import dev.venom.runtime.core.internal.log.LogDirectory;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DiscoveryContext;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.FoundRuntime;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor.Fit;
import dev.venom.runtime.spi.runtime.ServingTarget;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import dev.venom.runtime.spi.runtime.UnitOwner;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeRegistryTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:11434");
    private static final ProcessEntry PROCESS =
            new ProcessEntry(new ProcessRef(42, 4242, "boot"), 1, 42, 42, 'S', 1000, "ollama serve");

    @TempDir
    private Path directory;

    private final StagedDriver driver = new StagedDriver();
    private final StagedSupervisor systemd = new StagedSupervisor("systemd");
    private final StagedSupervisor process = new StagedSupervisor("process");

    @Test
    void choosesTheSupervisorThatFitsBest() {
        RuntimeSpec spec = spec("one", RuntimeSpec.Supervision.AUTO);
        process.fit = Fit.POSSIBLE;
        systemd.fit = Fit.NATURAL;
        assertThat(registry(spec).require("one").supervisorId()).isEqualTo("systemd");

        systemd.fit = Fit.NONE;
        assertThat(registry(spec).require("one").supervisorId()).isEqualTo("process");
    }

    @Test
    void staysWithTheSupervisorThatRemembersIt() {
        RuntimeSpec spec = spec("one", RuntimeSpec.Supervision.AUTO);
        process.fit = Fit.NATURAL;
        systemd.fit = Fit.NATURAL;
        assertThat(registry(spec).require("one").supervisorId()).isEqualTo("systemd");

        files().update("one", memory -> memory.withFacts("process", Map.of("leader", "42")));
        assertThat(registry(spec).require("one").supervisorId()).isEqualTo("process");
    }

    @Test
    void saysWhichSupervisorIsMissing() {
        RuntimeSpec spec = spec("one", RuntimeSpec.Supervision.SYSTEMD);
        RuntimeRegistry registry = new RuntimeRegistry(
                List.of(spec), new Drivers(List.of(driver)), new Supervisors(List.of(process), host()), host());

        assertThatThrownBy(() -> registry.require("one"))
                .hasMessageContaining("systemd")
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void takesAServerThatIsFoundForExternal() {
        driver.found = List.of(new FoundRuntime("ollama", ADDRESS, Optional.of(PROCESS), "user 1000"));

        KnownRuntime runtime = registry().require("ollama");

        assertThat(runtime.isManaged()).isFalse();
        assertThat(runtime.owner()).contains("user 1000");
        assertThatThrownBy(() -> runtime.requireHandle("start")).hasMessageContaining("user 1000");
    }

    @Test
    void managesTheMainProcessOfAUnitThatItMayControl() {
        driver.found = List.of(new FoundRuntime("ollama", ADDRESS, Optional.of(PROCESS), "ollama.service"));
        systemd.owner = Optional.of(new UnitOwner("ollama.service", RuntimeSpec.Scope.SYSTEM, true, true));

        KnownRuntime runtime = registry().require("ollama");

        assertThat(runtime.supervisorId()).isEqualTo("systemd");
        assertThat(runtime.spec().unit()).contains("ollama.service");

        systemd.owner = Optional.of(new UnitOwner("session-1.scope", RuntimeSpec.Scope.SYSTEM, false, true));
        assertThat(registry().require("ollama").isManaged()).isFalse();
        systemd.owner = Optional.of(new UnitOwner("ollama.service", RuntimeSpec.Scope.SYSTEM, true, false));
        assertThat(registry().require("ollama").isManaged()).isFalse();
    }

    @Test
    void managesWhatItStartedItself() {
        driver.found = List.of(new FoundRuntime("ollama", ADDRESS, Optional.of(PROCESS), "user 0"));
        files().update("ollama", memory -> memory.withFacts("process", Map.of("leader", "42")));
        process.processes = List.of(PROCESS.ref());

        assertThat(registry().require("ollama").supervisorId()).isEqualTo("process");
    }

    @Test
    void listsWhatItHasOnceSeen() {
        driver.found = List.of(new FoundRuntime("ollama", ADDRESS, Optional.of(PROCESS), "user 1000"));
        assertThat(registry().all()).extracting(KnownRuntime::id).containsExactly("ollama");
        driver.found = List.of();

        assertThat(registry().all()).extracting(KnownRuntime::id).containsExactly("ollama");
        assertThat(registry().require("ollama").spec().baseUri()).isEqualTo(ADDRESS);
    }

    @Test
    void doesNotListAServerTwiceThatIsDescribedUnderAnotherName() {
        driver.found = List.of(new FoundRuntime("ollama", ADDRESS, Optional.of(PROCESS), "user 1000"));
        RuntimeSpec spec = RuntimeSpec.builder("mine", "staged", URI.create("http://localhost:11434"))
                .build();

        assertThat(registry(spec).all()).extracting(KnownRuntime::id).containsExactly("mine");
    }

    @Test
    void takesARuntimeInHandAnewWhenAnotherProcessHasStartedIt() {
        RuntimeSpec spec = spec("one", RuntimeSpec.Supervision.PROCESS);
        KnownRuntime runtime = registry(spec).require("one");
        List<Observation> seen = new ArrayList<>();
        SupervisedRuntime handle = runtime.requireHandle("start");
        handle.watch(seen::add);
        handle.observe();
        assertThat(process.attached).isEqualTo(1);

        files().update("one", memory -> memory.withFacts("process", Map.of("leader", "77")));
        handle.observe();

        assertThat(process.attached).isEqualTo(2);
        process.tell();
        assertThat(seen).hasSize(1);
    }

    @Test
    void doesNotTakeItsOwnNotesForSomebodyElses() {
        RuntimeSpec spec = spec("one", RuntimeSpec.Supervision.PROCESS);
        SupervisedRuntime handle = registry(spec).require("one").requireHandle("start");
        handle.observe();
        process.context.orElseThrow().memory("one").remember(Map.of("leader", "1"));

        handle.observe();

        assertThat(process.attached).isEqualTo(1);
    }

    private RuntimeSpec spec(String id, RuntimeSpec.Supervision supervision) {
        return RuntimeSpec.builder(id, "staged", URI.create("http://127.0.0.1:8000"))
                .command(List.of("serve"))
                .supervision(supervision)
                .build();
    }

    private RuntimeRegistry registry(RuntimeSpec... specs) {
        HostContext host = host();
        return new RuntimeRegistry(
                List.of(specs), new Drivers(List.of(driver)), new Supervisors(List.of(systemd, process), host), host);
    }

    private RuntimeFiles files() {
        return new RuntimeFiles(directory.resolve("runtimes"));
    }

    private HostContext host() {
        return new HostContext(
                new HostSettings(Map.of("MODELS_CACHE_DIR", directory.toString())),
                Clock.systemUTC(),
                new LinuxProcessTable(),
                files(),
                new LogDirectory(directory.resolve("logs")),
                new RuntimeTransport(() -> {
                    throw new AssertionError("nobody is asked");
                }),
                Runnable::run);
    }

    private static final class StagedDriver implements RuntimeDriver {
        private List<FoundRuntime> found = List.of();

        @Override
        public String kind() {
            return "staged";
        }

        @Override
        public Switching switching() {
            return Switching.IN_PLACE;
        }

        @Override
        public HealthReport health(DriverContext context) {
            return new HealthReport(HealthReport.Health.UNREACHABLE, "", List.of(), Optional.empty());
        }

        @Override
        public Activity activity(DriverContext context) {
            return new Activity(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        }

        @Override
        public Verdict prove(String name, DriverContext context) {
            return Verdict.ok("proof", "the model " + name + " produced a token");
        }

        @Override
        public List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target) {
            return List.of();
        }

        @Override
        public Optional<Diagnosis> diagnose(List<String> logTail) {
            return Optional.empty();
        }

        @Override
        public List<FoundRuntime> discover(DiscoveryContext context) {
            return found;
        }
    }

    private static final class StagedSupervisor implements RuntimeSupervisor {
        private final String id;
        private final List<Consumer<Observation>> watchers = new ArrayList<>();
        private Fit fit = Fit.NONE;
        private Optional<UnitOwner> owner = Optional.empty();
        private Optional<SupervisorContext> context = Optional.empty();
        private List<ProcessRef> processes = List.of();
        private int attached;

        StagedSupervisor(String id) {
            this.id = id;
        }

        void tell() {
            watchers.forEach(watcher -> watcher.accept(observation()));
        }

        private Observation observation() {
            return new Observation(
                    Observation.Phase.RUNNING,
                    Instant.EPOCH,
                    "runs",
                    processes,
                    Optional.empty(),
                    0,
                    OptionalInt.empty());
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Fit fit(RuntimeSpec spec, SupervisorContext host) {
            return fit;
        }

        @Override
        public Optional<UnitOwner> ownerOf(ProcessRef process, SupervisorContext host) {
            return owner;
        }

        @Override
        public SupervisedRuntime attach(RuntimeSpec spec, SupervisorContext host) {
            attached++;
            context = Optional.of(host);
            return new SupervisedRuntime() {
                @Override
                public Observation observe() {
                    return observation();
                }

                @Override
                public void start(LaunchPlan plan) {}

                @Override
                public void stop(Duration limit) {}

                @Override
                public List<String> logTail(int lines) {
                    return List.of();
                }

                @Override
                public Watch watch(Consumer<Observation> watcher) {
                    watchers.add(watcher);
                    return () -> watchers.remove(watcher);
                }

                @Override
                public void close() {}
            };
        }
    }
}
