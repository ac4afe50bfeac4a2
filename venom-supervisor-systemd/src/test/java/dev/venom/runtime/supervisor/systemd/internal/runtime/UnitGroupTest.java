package dev.venom.runtime.supervisor.systemd.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeSpec.Scope;
import org.junit.jupiter.api.Test;

class UnitGroupTest {
    private static final long USER = 1000;

    @Test
    void readsUnitsOfTheSystem() {
        assertThat(UnitGroup.parse("/system.slice/ollama.service", USER))
                .hasValue(new UnitGroup("ollama.service", Scope.SYSTEM));
        assertThat(UnitGroup.parse("/system.slice/system-vllm.slice/vllm@qwen.service/engine", USER))
                .hasValue(new UnitGroup("vllm@qwen.service", Scope.SYSTEM));
        assertThat(UnitGroup.parse("/system.slice/_cgroup.service", USER))
                .hasValue(new UnitGroup("cgroup.service", Scope.SYSTEM));
    }

    @Test
    void readsUnitsOfTheCallersOwnManager() {
        assertThat(UnitGroup.parse("/user.slice/user-1000.slice/user@1000.service/app.slice/vllm.service", USER))
                .hasValue(new UnitGroup("vllm.service", Scope.USER));
    }

    @Test
    void leavesOtherUsersAndSessionsAndContainersAlone() {
        assertThat(UnitGroup.parse("/user.slice/user-1001.slice/user@1001.service/app.slice/vllm.service", USER))
                .isEmpty();
        assertThat(UnitGroup.parse("/user.slice/user-1000.slice/user@1000.service/init.scope", USER))
                .isEmpty();
        assertThat(UnitGroup.parse("/user.slice/user-1000.slice/session-3.scope", USER))
                .isEmpty();
        assertThat(UnitGroup.parse("/system.slice/docker-4f1c.scope", USER)).isEmpty();
        assertThat(UnitGroup.parse("/", USER)).isEmpty();
    }
}
