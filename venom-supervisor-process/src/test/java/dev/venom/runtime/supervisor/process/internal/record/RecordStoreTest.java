package dev.venom.runtime.supervisor.process.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisorMemory;
import dev.venom.runtime.supervisor.process.internal.tree.LaunchMark;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordStoreTest {
    private static final ProcessRef HOST = new ProcessRef(7, 70, "boot-1");

    private final AtomicReference<Map<String, String>> memory = new AtomicReference<>(Map.of());
    private final RecordStore store = new RecordStore("vllm", new SupervisorMemory() {
        @Override
        public Map<String, String> recall() {
            return memory.get();
        }

        @Override
        public void remember(Map<String, String> facts) {
            memory.set(facts);
        }

        @Override
        public boolean replace(Map<String, String> expected, Map<String, String> facts) {
            boolean isAsExpected = memory.get().equals(expected);
            if (isAsExpected) {
                memory.set(facts);
            }
            return isAsExpected;
        }
    });

    @Test
    void keepsEverything() {
        RuntimeRecord full = new RuntimeRecord(
                new RuntimePhase(
                        Phase.FAILED,
                        Instant.parse("2026-01-02T03:04:05.123456789Z"),
                        "ended: 1",
                        OptionalInt.of(137),
                        Optional.of(HOST)),
                Optional.of(new LaunchMark("vllm:1", 1000, Optional.of("venom-vllm-1"), Optional.of("/user.slice"))),
                Optional.of(new ProcessRef(8, 80, "boot-1")),
                Optional.of(new ProcessRef(11, 92, "boot-1")),
                Set.of(new ProcessRef(9, 90, "boot-1"), new ProcessRef(10, 91, "boot-1")),
                Optional.of(HOST));

        store.save(full);

        assertThat(store.load()).contains(full);
    }

    @Test
    void keepsHowLittleThereIs() {
        RuntimeRecord empty = RuntimeRecord.neverStarted(Instant.EPOCH);

        store.save(empty);

        assertThat(store.load()).contains(empty);
    }

    @Test
    void yieldsNothingWhereNothingWasKept() {
        assertThat(store.load()).isEmpty();
    }

    @Test
    void followsOnlyTheRecordThatItKnows() {
        RuntimeRecord first = RuntimeRecord.neverStarted(Instant.EPOCH);
        RuntimeRecord second = RuntimeRecord.neverStarted(Instant.EPOCH.plusSeconds(1));
        RuntimeRecord ofAnotherHost = RuntimeRecord.neverStarted(Instant.EPOCH.plusSeconds(2));

        assertThat(store.replace(first, second)).isTrue();
        store.save(ofAnotherHost);

        assertThat(store.replace(second, first)).isFalse();
        assertThat(store.load()).contains(ofAnotherHost);
    }

    @Test
    void replacesWhatNobodyCanRead() {
        memory.set(Map.of("phase", "sideways"));
        RuntimeRecord next = RuntimeRecord.neverStarted(Instant.EPOCH);

        assertThat(store.replace(RuntimeRecord.neverStarted(Instant.MAX), next)).isTrue();
        assertThat(store.load()).contains(next);
    }

    @ParameterizedTest
    @CsvSource({"phase,sideways", "since,yesterday", "leader,12", "leader,a:b:c", "exit_code,many", "user_id,me"})
    void yieldsNothingWhereItCannotBeRead(String name, String damage) {
        keepsEverything();
        Map<String, String> damaged = new java.util.HashMap<>(memory.get());
        damaged.put(name, damage);
        memory.set(damaged);

        assertThat(store.load()).isEmpty();
    }
}
