package dev.venom.runtime.examples.switching;

import static dev.venom.runtime.examples.switching.SwitchBench.FIRST;
import static dev.venom.runtime.examples.switching.SwitchBench.RUNTIME;
import static dev.venom.runtime.examples.switching.SwitchBench.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Switches with a fault at a random step, from a seed: each ends committed or rolled back, a model answers, and nothing
 * runs twice. A sample by default; {@code -Pswitch-storm} makes it 300.
 */
class SwitchStormTest {
    private static final int ROUNDS = Integer.getInteger("venom.storm.rounds", 12);
    private static final long SEED = Long.getLong("venom.storm.seed", System.nanoTime());

    private final Map<StormFault, int[]> outcomes = new EnumMap<>(StormFault.class);

    @TempDir
    private Path directory;

    private Optional<SwitchBench> bench = Optional.empty();

    @AfterEach
    void leaveNothing() {
        bench.ifPresent(SwitchBench::killServers);
    }

    @Test
    void everySwitchEndsCommittedOrRolledBack() throws Exception {
        Random random = new Random(SEED);
        SwitchBench made = prepared();
        for (int round = 1; round <= ROUNDS; round++) {
            StormFault fault = StormFault.values()[random.nextInt(StormFault.values().length)];
            ModelRef target = anotherThan(active(made), random);
            String told = "seed " + SEED + ", round " + round + ", " + fault + " on the way to " + target;
            try {
                outcomes.computeIfAbsent(fault, any -> new int[2])[committed(made, fault, target, random) ? 0 : 1]++;
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(told + ": " + failure.getMessage(), failure);
            }
            if (round % 25 == 0) {
                tell(round);
            }
        }
        tell(ROUNDS);
    }

    private void tell(int rounds) {
        System.out.println(
                "switch storm: " + rounds + " switches, seed " + SEED + "; committed/rolled back: " + summary());
    }

    private static ModelRef anotherThan(ModelRef former, Random random) {
        List<ModelRef> others =
                SwitchBench.SERVABLE.stream().filter(ref -> !ref.equals(former)).toList();
        return others.get(random.nextInt(others.size()));
    }

    private SwitchBench prepared() throws IOException, InterruptedException {
        SwitchBench made = SwitchBench.make(directory)
                .withProcesses()
                .startTimeout(Duration.ofSeconds(6))
                .stopTimeout(Duration.ofSeconds(4));
        bench = Optional.of(made);
        try (ModelManager manager = made.manager()) {
            manager.activate(request(FIRST)).await();
        }
        return made;
    }

    private static boolean committed(SwitchBench made, StormFault fault, ModelRef target, Random random)
            throws Exception {
        ModelRef former = active(made);
        fault.run(made, former, target, random);
        made.script.clear();
        // A host died in the middle, or what came in between was not gone in time: the next operation ends it.
        try (ModelManager manager = made.manager()) {
            if (fault.needsAnotherOperation() || made.served().isEmpty()) {
                manager.start(RUNTIME, WhenBusy.WAIT).await();
            }
            ModelRef now = active(made);
            assertThat(now).isIn(former, target);
            assertThat(made.served()).contains(now.name());
            assertThat(manager.probe(RUNTIME).state()).isEqualTo(RuntimeState.ONLINE);
            assertThat(made.servers()).as("servers").hasSize(1);
            assertThat(made.workers()).as("workers").isLessThanOrEqualTo(1);
            assertThat(manager.operations())
                    .allMatch(operation -> operation.state().isTerminal());
            return now.equals(target);
        }
    }

    private static ModelRef active(SwitchBench made) {
        try (ModelManager manager = made.manager()) {
            return manager.activeModels().get(RUNTIME);
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
