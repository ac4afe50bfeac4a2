package dev.venom.runtime.supervisor.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.testbed.systemd.OnlyInside;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user without rights, and the unit {@code demo.service} of the system, which runs. */
@OnlyInside
class StrangerInside {
    @TempDir
    Path directory;

    @Test
    void seesButDoesNotTouch() {
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec());
                SupervisedRuntime stopped = host.attach(
                        host.describe("openai").unit("stopped.service").build())) {
            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
            assertThat(runtime.observe().processes()).hasSize(1);

            assertDenied(() -> runtime.stop(Duration.ofSeconds(5)));
            assertDenied(() -> stopped.start(host.plan(host.spec())));
            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
        }
    }

    @Test
    void knowsThatItMayNot() {
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            ProcessRef main = runtime.observe().processes().get(0);

            assertThat(host.supervisor().ownerOf(main, host.context()).orElseThrow())
                    .satisfies(owner -> {
                        assertThat(owner.unit()).isEqualTo(TestHost.UNIT);
                        assertThat(owner.scope()).isEqualTo(RuntimeSpec.Scope.SYSTEM);
                        assertThat(owner.mainProcess()).isTrue();
                        assertThat(owner.controllable()).isFalse();
                    });
        }
    }

    @Test
    void isToldHowToGetTheRight() {
        try (TestHost host = TestHost.in(directory)) {
            RuntimeSpec spec = host.describe("openai")
                    .command(List.of("/bin/sleep", "600"))
                    .unit("new.service")
                    .build();
            UnitPlan plan =
                    host.supervisor().unit(host.plan(spec), host.context()).orElseThrow();

            assertThat(plan.notes())
                    .anySatisfy(note -> assertThat(note)
                            .contains(
                                    "polkit.addRule",
                                    "\"new.service\"",
                                    "\"" + System.getProperty("user.name") + "\""));
            assertThat(plan.text()).contains("User=" + System.getProperty("user.name"));
            assertThatThrownBy(() -> host.supervisor().install(plan, host.context()))
                    .asInstanceOf(type(VenomException.class))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
                        assertThat(failure.hint()).contains("root");
                    });
        }
    }

    private static void assertDenied(ThrowingCallable action) {
        assertThatThrownBy(action).asInstanceOf(type(VenomException.class)).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
            assertThat(failure.hint()).contains("polkit.addRule", "\"scope\":\"user\"");
        });
    }
}
