package dev.venom.runtime.core.facade;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A machine with one server on it, as a supervisor and a driver see it: for what real servers do not do when a test
 * wants it. It outlives the managers of a test.
 */
final class FakeMachine {
    final Queue<LaunchPlan> starts = new ConcurrentLinkedQueue<>();
    final Queue<Duration> stops = new ConcurrentLinkedQueue<>();
    final Queue<Runnable> onStart = new ConcurrentLinkedQueue<>();
    private final List<Consumer<Observation>> watchers = new CopyOnWriteArrayList<>();
    private volatile Phase phase = Phase.STOPPED;
    private volatile String reason = "never started";
    private volatile Instant since = Instant.now();
    private final AtomicInteger looksLeft = new AtomicInteger();
    private volatile Runnable onLooks = () -> {};
    volatile Health health = Health.HEALTHY;
    volatile List<String> served = List.of();
    volatile Optional<VenomException> token = Optional.empty();

    /** Does something when it has been asked for its health so often. */
    void afterLooks(int count, Runnable then) {
        looksLeft.set(count);
        onLooks = then;
    }

    RuntimeSupervisor supervisor() {
        return new Supervisor();
    }

    RuntimeDriver driver() {
        return new Driver();
    }

    Phase phase() {
        return phase;
    }

    /** It ends although nobody asked for it. */
    void die(String why) {
        move(Phase.FAILED, why);
    }

    private void move(Phase next, String why) {
        phase = next;
        reason = why;
        since = Instant.now();
        Observation now = observation();
        watchers.forEach(watcher -> watcher.accept(now));
    }

    private Observation observation() {
        return new Observation(phase, since, reason, List.of(), Optional.empty(), 0, OptionalInt.empty());
    }

    static void write(LaunchPlan plan, String line) {
        try {
            Files.createDirectories(plan.logFile().getParent());
            Files.writeString(plan.logFile(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private final class Supervisor implements RuntimeSupervisor {
        @Override
        public String id() {
            return "process";
        }

        @Override
        public Fit fit(RuntimeSpec spec, SupervisorContext context) {
            return Fit.POSSIBLE;
        }

        @Override
        public SupervisedRuntime attach(RuntimeSpec spec, SupervisorContext context) {
            return new Server();
        }
    }

    private final class Server implements SupervisedRuntime {
        private final List<Consumer<Observation>> own = new ArrayList<>();

        @Override
        public Observation observe() {
            return observation();
        }

        @Override
        public void start(LaunchPlan plan) {
            starts.add(plan);
            move(Phase.RUNNING, "runs");
            Optional.ofNullable(onStart.poll()).ifPresent(Runnable::run);
        }

        @Override
        public void stop(Duration limit) {
            stops.add(limit);
            move(Phase.STOPPED, "stopped");
        }

        @Override
        public List<String> logTail(int lines) {
            return List.of();
        }

        @Override
        public Watch watch(Consumer<Observation> watcher) {
            own.add(watcher);
            watchers.add(watcher);
            return () -> watchers.remove(watcher);
        }

        @Override
        public void close() {
            watchers.removeAll(own);
        }
    }

    private final class Driver implements RuntimeDriver {
        @Override
        public String kind() {
            return "fake";
        }

        @Override
        public Switching switching() {
            return Switching.BY_RESTART;
        }

        @Override
        public HealthReport health(DriverContext context) {
            boolean runs = phase == Phase.RUNNING;
            if (looksLeft.decrementAndGet() == 0) {
                onLooks.run();
            }
            return new HealthReport(
                    runs ? health : Health.UNREACHABLE,
                    runs ? "it is " + health : "nothing answers",
                    served,
                    Optional.empty());
        }

        @Override
        public Activity activity(DriverContext context) {
            return new Activity(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        }

        @Override
        public Verdict prove(String name, DriverContext context) {
            token.ifPresent(failure -> {
                throw failure;
            });
            return Verdict.ok("proof", "the model " + name + " produced a token");
        }

        @Override
        public List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target) {
            return List.of();
        }

        @Override
        public Optional<Diagnosis> diagnose(List<String> logTail) {
            return logTail.stream()
                    .filter(line -> line.startsWith("FATAL"))
                    .findFirst()
                    .map(line -> new Diagnosis(line, true));
        }
    }

    static VenomException unhealthy(String message) {
        return new VenomException(ErrorCode.RUNTIME_UNHEALTHY, message, "");
    }
}
