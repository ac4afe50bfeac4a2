package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.spi.runtime.SupervisorMemory;
import java.util.Map;

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
        return files.read(runtime).supervisors().getOrDefault(supervisor, Map.of());
    }

    @Override
    public void remember(Map<String, String> facts) {
        files.update(runtime, memory -> memory.withFacts(supervisor, facts));
    }
}
