package dev.venom.runtime.testbed.switching;

import static dev.venom.runtime.testbed.switching.SwitchFixture.FIRST;
import static dev.venom.runtime.testbed.switching.SwitchFixture.RUNTIME;
import static dev.venom.runtime.testbed.switching.SwitchFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Switches with a fault at a random step, from a seed: each ends committed or rolled back, a model answers, and nothing
 * runs twice.
 */
final class SwitchStorm {
    static final String SEED_PROPERTY = "venom.storm.seed";
    static final long SEED = Long.getLong(SEED_PROPERTY, System.nanoTime());
    private static final int TELL_EVERY = 25;

    private final Map<StormFault, int[]> outcomes = new EnumMap<>(StormFault.class);
    private final SwitchFixture bench;
    private final String where;

    /** A storm over a host whose first model is not active yet. */
    SwitchStorm(SwitchFixture bench, String where) {
        this.bench = bench;
        this.where = where;
    }

    /** A host with little patience, and processes behind its server that can be left behind. */
    static SwitchFixture prepared(SwitchFixture bench) {
        return bench.withProcesses().startTimeout(Duration.ofSeconds(6)).stopTimeout(Duration.ofSeconds(4));
    }

    void rage(int rounds) throws Exception {
        Random random = new Random(SEED);
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
        }
        for (int round = 1; round <= rounds; round++) {
            StormFault fault = StormFault.values()[random.nextInt(StormFault.values().length)];
            ModelRef target = anotherThan(active(), random);
            String told = where + ", seed " + SEED + ", round " + round + ", " + fault + " on the way to " + target;
            try {
                outcomes.computeIfAbsent(fault, any -> new int[2])[committed(fault, target, random) ? 0 : 1]++;
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(told + ": " + failure.getMessage(), failure);
            }
            if (round % TELL_EVERY == 0) {
                tell(round);
            }
        }
        tell(rounds);
    }

    private void tell(int rounds) {
        System.out.println("switch storm, " + where + ": " + rounds + " switches, seed " + SEED
                + "; committed/rolled back: " + summary());
    }

    private static ModelRef anotherThan(ModelRef former, Random random) {
        List<ModelRef> others = SwitchFixture.SERVABLE.stream()
                .filter(ref -> !ref.equals(former))
                .toList();
        return others.get(random.nextInt(others.size()));
    }

    private boolean committed(StormFault fault, ModelRef target, Random random) throws Exception {
        ModelRef former = active();
        fault.run(bench, former, target, random);
        bench.script.clear();
        // A host died in the middle, or what came in between was not gone in time: the next operation ends it.
        try (ModelManager manager = bench.manager()) {
            if (fault.needsAnotherOperation() || bench.served().isEmpty()) {
                manager.runtimes().start(RUNTIME, WhenBusy.WAIT).await();
            }
            ModelRef now = active();
            assertThat(now).isIn(former, target);
            assertThat(bench.served()).contains(now.name());
            assertThat(manager.runtimes().probe(RUNTIME).state()).isEqualTo(RuntimeState.ONLINE);
            assertThat(bench.servers()).as("servers").hasSize(1);
            assertThat(bench.workers()).as("workers").isLessThanOrEqualTo(1);
            assertThat(manager.operations().list())
                    .allMatch(operation -> operation.state().isTerminal());
            return now.equals(target);
        }
    }

    private ModelRef active() {
        try (ModelManager manager = bench.manager()) {
            return manager.runtimes().activeModels().get(RUNTIME);
        }
    }

    private String summary() {
        StringBuilder text = new StringBuilder();
        outcomes.forEach((fault, counts) -> text.append(' ')
                .append(fault.name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(counts[0])
                .append('/')
                .append(counts[1]));
        return text.toString().strip();
    }
}
