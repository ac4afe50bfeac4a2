package dev.venom.runtime.supervisor.process.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisorMemory;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.spi.testkit.NoProcesses;
import dev.venom.runtime.supervisor.process.internal.record.RecordStore;
import dev.venom.runtime.supervisor.process.internal.record.RuntimePhase;
import dev.venom.runtime.supervisor.process.internal.record.RuntimeRecord;
import dev.venom.runtime.supervisor.process.internal.tree.LaunchMark;
import dev.venom.runtime.supervisor.process.internal.tree.ProcessSnapshots;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two hosts notice at the same moment that a runtime has ended. */
class RuntimeLifecycleTest {
    private static final ProcessRef PARENT = new ProcessRef(7, 70, "boot-1");
    private static final RuntimeRecord RUNNING = new RuntimeRecord(
            standing(Phase.RUNNING, OptionalInt.empty()),
            Optional.of(new LaunchMark("vllm:1", 1000, Optional.empty(), Optional.empty())),
            Optional.of(new ProcessRef(8, 80, "boot-1")),
            Optional.empty(),
            Set.of(),
            Optional.empty());

    private final SharedMemory memory = new SharedMemory();
    private final RecordStore ofOthers = new RecordStore("vllm", memory);

    @Test
    void whatTheParentWroteInTheMeantimeStays() {
        ofOthers.save(RUNNING);
        RuntimeLifecycle lifecycle = newLife();
        memory.meanwhile = () -> ofOthers.save(RUNNING.standing(standing(Phase.FAILED, OptionalInt.of(137))));

        assertThat(lifecycle.refresh()).isFalse();

        assertThat(lifecycle.current().standing().exitCode()).hasValue(137);
        assertThat(ofOthers.load().orElseThrow().standing().exitCode()).hasValue(137);
    }

    @Test
    void anEndThatOnlyItHasNoticedIsWrittenDown() {
        ofOthers.save(RUNNING);

        assertThat(newLife().refresh()).isFalse();

        assertThat(ofOthers.load().orElseThrow().standing().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void whatWasStoppedInTheMeantimeHasNotFailed() {
        ofOthers.save(RUNNING);
        RuntimeLifecycle lifecycle = newLife();
        RuntimeRecord stopped = RuntimeRecord.without(standing(Phase.STOPPED, OptionalInt.of(0)));
        memory.meanwhile = () -> ofOthers.save(stopped);

        assertThat(lifecycle.refresh()).isFalse();

        assertThat(ofOthers.load()).contains(stopped);
        assertThat(lifecycle.current()).isEqualTo(stopped);
    }

    private RuntimeLifecycle newLife() {
        RuntimeSpec spec =
                RuntimeSpec.builder("vllm", "vllm", LoopbackPort.free().uri()).build();
        return new RuntimeLifecycle(
                spec,
                new RecordStore("vllm", memory),
                new ProcessSnapshots(new NoProcesses()),
                new ChildProcesses(),
                Clock.systemUTC());
    }

    private static RuntimePhase standing(Phase phase, OptionalInt exitCode) {
        return new RuntimePhase(phase, Instant.EPOCH, "seen", exitCode, Optional.of(PARENT));
    }

    /** What two hosts remember; the other one writes just before this one does. */
    private static final class SharedMemory implements SupervisorMemory {
        private Map<String, String> facts = Map.of();
        private Runnable meanwhile = () -> {};

        @Override
        public Map<String, String> recall() {
            return facts;
        }

        @Override
        public void remember(Map<String, String> next) {
            facts = Map.copyOf(next);
        }

        @Override
        public boolean replace(Map<String, String> expected, Map<String, String> next) {
            Runnable now = meanwhile;
            meanwhile = () -> {};
            now.run();
            boolean isAsExpected = facts.equals(expected);
            if (isAsExpected) {
                remember(next);
            }
            return isAsExpected;
        }
    }
}
