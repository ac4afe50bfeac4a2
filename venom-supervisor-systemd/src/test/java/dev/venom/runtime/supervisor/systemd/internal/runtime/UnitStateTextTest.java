package dev.venom.runtime.supervisor.systemd.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitProperties;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitStateTextTest {
    @Test
    void waitingForARestartIsOnItsWayUp() {
        UnitState state = state("activating", "auto-restart", Map.of("ExecMainCode", "1", "ExecMainStatus", "0"));

        assertThat(UnitStateText.phase(state)).isEqualTo(Phase.STARTING);
        assertThat(UnitStateText.reason("vllm.service", state))
                .isEqualTo("vllm.service is activating (auto-restart), ended with exit code 0 and is started again");
    }

    @Test
    void readingItsConfigurationAgainIsRunning() {
        assertThat(UnitStateText.phase(state("reloading", "reload", Map.of()))).isEqualTo(Phase.RUNNING);
        assertThat(UnitStateText.phase(state("active", "exited", Map.of()))).isEqualTo(Phase.STOPPED);
    }

    @Test
    void tellsASignalFromAnExitCode() {
        UnitState killed =
                state("failed", "failed", Map.of("ExecMainCode", "2", "ExecMainStatus", "9", "Result", "oom-kill"));

        assertThat(killed.exitCode()).hasValue(137);
        assertThat(UnitStateText.reason("vllm.service", killed)).contains("signal 9", "want of memory");
    }

    @Test
    void takesTheLargestNumberForUnknown() {
        UnitProperties properties = new UnitProperties(Map.of(
                "MemoryCurrent", "18446744073709551615", "TasksCurrent", "[not set]", "NRestarts", "2", "Empty", ""));

        assertThat(properties.number("MemoryCurrent")).isEmpty();
        assertThat(properties.text("MemoryCurrent")).isEmpty();
        assertThat(properties.number("TasksCurrent")).isEmpty();
        assertThat(properties.number("NRestarts")).hasValue(2);
        assertThat(properties.text("Empty")).isEmpty();
        assertThat(properties.moment("Never")).isEmpty();
    }

    private static UnitState state(String active, String sub, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.putAll(Map.of("LoadState", "loaded", "ActiveState", active, "SubState", sub));
        return UnitState.of(new UnitProperties(values));
    }
}
