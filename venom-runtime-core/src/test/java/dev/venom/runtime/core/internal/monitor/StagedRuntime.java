package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.ServingTarget;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A runtime whose every level a test sets. */
final class StagedRuntime implements MonitoredRuntime, RuntimeDriver {
    private final RuntimeSpec spec;
    private volatile Optional<Observation> observation;
    private volatile Health health = Health.HEALTHY;
    private volatile Activity activity = Activity.UNKNOWN;
    private volatile boolean frozen;
    private volatile RuntimeIntent intent = RuntimeIntent.NONE;
    private volatile Optional<CountDownLatch> gate = Optional.empty();
    private volatile HealthReport.Rest rest = HealthReport.Rest.NEVER;
    private volatile Optional<Duration> probing = Optional.of(Duration.ofSeconds(60));
    private volatile boolean working;
    private final AtomicInteger counts = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();

    StagedRuntime(String id) {
        spec = RuntimeSpec.builder(id, "staged", URI.create("http://127.0.0.1:9"))
                .build();
        observation = Optional.of(seen(Phase.RUNNING, List.of(), 0));
    }

    StagedRuntime runs(ProcessRef... processes) {
        observation = Optional.of(seen(Phase.RUNNING, List.of(processes), 0));
        return this;
    }

    StagedRuntime stands(Phase phase) {
        observation = Optional.of(seen(phase, List.of(), 0));
        return this;
    }

    StagedRuntime restarted(int times, ProcessRef... processes) {
        observation = Optional.of(seen(Phase.RUNNING, List.of(processes), times));
        return this;
    }

    StagedRuntime says(Health value) {
        health = value;
        return this;
    }

    StagedRuntime shows(Activity value) {
        activity = value;
        return this;
    }

    StagedRuntime freezes(boolean value) {
        frozen = value;
        return this;
    }

    /** From now on its counter has moved whenever it is asked. */
    StagedRuntime works() {
        working = true;
        return this;
    }

    StagedRuntime rests(HealthReport.Rest value) {
        rest = value;
        return this;
    }

    /** As if tokens cost its users something. */
    StagedRuntime isNotProbed() {
        probing = Optional.empty();
        return this;
    }

    /** How often it was asked how busy it is. */
    int counts() {
        return counts.get();
    }

    StagedRuntime serves(String name) {
        intent = new RuntimeIntent(
                Optional.empty(), Optional.of(name), RuntimeIntent.Wanted.UP, Optional.empty(), Optional.empty(), 0);
        return this;
    }

    /** From now on it answers only when the latch is down. */
    StagedRuntime waitsFor(CountDownLatch latch) {
        gate = Optional.of(latch);
        return this;
    }

    /** How often its supervisor was asked. */
    int looks() {
        return looks.get();
    }

    int tokens() {
        return tokens.get();
    }

    private static Observation seen(Phase phase, List<ProcessRef> processes, int restarts) {
        return new Observation(
                phase, Instant.now(), phase.name(), processes, Optional.empty(), restarts, OptionalInt.empty());
    }

    @Override
    public RuntimeSpec spec() {
        return spec;
    }

    @Override
    public RuntimeDriver driver() {
        return this;
    }

    @Override
    public DriverContext driverContext() {
        return new DriverContext(spec, new NoTransport(), new HostSettings(Map.of()), Clock.systemUTC());
    }

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
        return observation;
    }

    @Override
    public RuntimeIntent intent() {
        return intent;
    }

    @Override
    public String kind() {
        return "staged";
    }

    @Override
    public Switching switching() {
        return Switching.BY_RESTART;
    }

    @Override
    public HealthReport health(DriverContext context) {
        gate.ifPresent(StagedRuntime::await);
        return new HealthReport(health, "GET /health: " + health, List.of(), Optional.empty(), rest);
    }

    @Override
    public Optional<Duration> probeInterval(RuntimeSpec any) {
        return probing;
    }

    @Override
    public Activity activity(DriverContext context) {
        int count = counts.incrementAndGet();
        return working ? new Activity(OptionalLong.of(1), OptionalLong.of(0), OptionalLong.of(count)) : activity;
    }

    @Override
    public Verdict prove(String name, DriverContext context) {
        tokens.incrementAndGet();
        if (frozen) {
            throw new VenomException(ErrorCode.RUNTIME_UNHEALTHY, "No token came.", "Look at its log.");
        }
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class NoTransport implements Transport {
        @Override
        public HttpReply send(HttpCall call) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ReplyHead stream(HttpCall call, Consumer<String> lines) {
            throw new UnsupportedOperationException();
        }
    }
}
