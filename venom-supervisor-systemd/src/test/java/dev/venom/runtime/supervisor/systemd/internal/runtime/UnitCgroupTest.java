package dev.venom.runtime.supervisor.systemd.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeSpec.Scope;
import org.junit.jupiter.api.Test;

class UnitCgroupTest {
    private static final long USER = 1000;

    @Test
    void readsUnitsOfTheSystem() {
        assertThat(UnitCgroup.parse("/system.slice/ollama.service", USER))
                .hasValue(new UnitCgroup("ollama.service", Scope.SYSTEM));
        assertThat(UnitCgroup.parse("/system.slice/system-vllm.slice/vllm@qwen.service/engine", USER))
                .hasValue(new UnitCgroup("vllm@qwen.service", Scope.SYSTEM));
        assertThat(UnitCgroup.parse("/system.slice/_cgroup.service", USER))
                .hasValue(new UnitCgroup("cgroup.service", Scope.SYSTEM));
    }

    @Test
    void readsUnitsOfTheCallersOwnManager() {
        assertThat(UnitCgroup.parse("/user.slice/user-1000.slice/user@1000.service/app.slice/vllm.service", USER))
                .hasValue(new UnitCgroup("vllm.service", Scope.USER));
    }

    @Test
    void leavesOtherUsersAndSessionsAndContainersAlone() {
        assertThat(UnitCgroup.parse("/user.slice/user-1001.slice/user@1001.service/app.slice/vllm.service", USER))
                .isEmpty();
        assertThat(UnitCgroup.parse("/user.slice/user-1000.slice/user@1000.service/init.scope", USER))
                .isEmpty();
        assertThat(UnitCgroup.parse("/user.slice/user-1000.slice/session-3.scope", USER))
                .isEmpty();
        assertThat(UnitCgroup.parse("/system.slice/docker-4f1c.scope", USER)).isEmpty();
        assertThat(UnitCgroup.parse("/", USER)).isEmpty();
    }
}
