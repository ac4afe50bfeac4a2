package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import dev.venom.runtime.spi.runtime.SupervisorMemory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one supervisor remembers of one runtime. Immutable.
 *
 * @param files where it is kept
 * @param supervisor the supervisor
 * @param runtime the runtime
 */
record FileMemory(RuntimeFiles files, String supervisor, String runtime) implements SupervisorMemory {
    @Override
    public Map<String, String> recall() {
        return factsIn(files.read(runtime));
    }

    @Override
    public void remember(Map<String, String> facts) {
        files.update(runtime, memory -> memory.withFacts(supervisor, facts));
    }

    @Override
    public boolean replace(Map<String, String> expected, Map<String, String> facts) {
        AtomicBoolean replaced = new AtomicBoolean();
        files.update(runtime, memory -> {
            replaced.set(factsIn(memory).equals(expected));
            return replaced.get() ? memory.withFacts(supervisor, facts) : memory;
        });
        return replaced.get();
    }

    private Map<String, String> factsIn(RuntimeRecord memory) {
        return memory.supervisors().getOrDefault(supervisor, Map.of());
    }
}
