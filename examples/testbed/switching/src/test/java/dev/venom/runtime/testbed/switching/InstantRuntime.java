package dev.venom.runtime.testbed.switching;

import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.ServingTarget;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A runtime that is up, down, idle and proved the moment it is asked. */
final class InstantRuntime implements RuntimeSupervisor {
    private volatile Optional<String> serving = Optional.empty();

    RuntimeDriver driver() {
        return new InstantDriver();
    }

    @Override
    public String id() {
        return "process";
    }

    @Override
    public Fit fit(RuntimeSpec spec, SupervisorContext context) {
        return Fit.NATURAL;
    }

    @Override
    public SupervisedRuntime attach(RuntimeSpec spec, SupervisorContext context) {
        return new Handle();
    }

    private final class Handle implements SupervisedRuntime {
        @Override
        public Observation observe() {
            return new Observation(
                    serving.isPresent() ? Phase.RUNNING : Phase.STOPPED,
                    Instant.EPOCH,
                    "as asked",
                    List.of(),
                    Optional.empty(),
                    0,
                    OptionalInt.empty());
        }

        @Override
        public void start(LaunchPlan plan) {
            serving = Optional.of(String.valueOf(Path.of(plan.command().get(1)).getFileName()));
        }

        @Override
        public void stop(Duration limit) {
            serving = Optional.empty();
        }

        @Override
        public List<String> logTail(int lines) {
            return List.of();
        }

        @Override
        public Watch watch(Consumer<Observation> watcher) {
            return () -> {};
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private final class InstantDriver implements RuntimeDriver {
        @Override
        public String kind() {
            return "instant";
        }

        @Override
        public Switching switching() {
            return Switching.BY_RESTART;
        }

        @Override
        public HealthReport health(DriverContext context) {
            return new HealthReport(
                    serving.isPresent() ? Health.HEALTHY : Health.UNREACHABLE,
                    "as asked",
                    serving.stream().toList(),
                    Optional.empty());
        }

        @Override
        public Activity activity(DriverContext context) {
            return new Activity(OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(0));
        }

        @Override
        public boolean finishesRequestsOnStop(RuntimeSpec spec) {
            return true;
        }

        @Override
        public Verdict prove(String name, DriverContext context) {
            return Verdict.ok("proof", "it is proved");
        }

        @Override
        public List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target) {
            return List.of();
        }

        @Override
        public Optional<Diagnosis> diagnose(List<String> logTail) {
            return Optional.empty();
        }
    }
}
