package dev.venom.runtime.core.internal.monitor;

import static dev.venom.runtime.api.runtime.RuntimeState.DEGRADED;
import static dev.venom.runtime.api.runtime.RuntimeState.OFFLINE;
import static dev.venom.runtime.api.runtime.RuntimeState.ONLINE;
import static dev.venom.runtime.api.runtime.RuntimeState.STARTING;
import static dev.venom.runtime.api.runtime.RuntimeState.STOPPING;
import static dev.venom.runtime.spi.runtime.HealthReport.Health.HEALTHY;
import static dev.venom.runtime.spi.runtime.HealthReport.Health.UNHEALTHY;
import static dev.venom.runtime.spi.runtime.HealthReport.Health.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.core.internal.monitor.RuntimeIntent.Change;
import dev.venom.runtime.core.internal.monitor.RuntimeIntent.Wanted;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StateJudgeTest {
    private static final Duration YOUNG = Duration.ofSeconds(30);
    private static final Duration OLD = Duration.ofHours(2);

    static Stream<Arguments> looks() {
        return Stream.of(
                arguments("stopped as asked", look(Sight.Kind.STOPPED).wanted(Wanted.DOWN), OFFLINE, "it is stopped"),
                arguments("never started", look(Sight.Kind.STOPPED), OFFLINE, "it is stopped"),
                arguments(
                        "ended with status 0 by itself",
                        look(Sight.Kind.STOPPED).wanted(Wanted.UP),
                        OFFLINE,
                        "it ended although nobody asked it to"),
                arguments("crashed", look(Sight.Kind.FAILED).wanted(Wanted.UP), OFFLINE, "it failed"),
                arguments(
                        "not there yet, during a start",
                        look(Sight.Kind.STOPPED).underWay(Change.STARTING),
                        STARTING,
                        "it is being started"),
                arguments(
                        "stopped, its stop not quite over",
                        look(Sight.Kind.STOPPED).wanted(Wanted.UP).underWay(Change.STOPPING),
                        OFFLINE,
                        "it is stopped"),
                arguments("told to stop", look(Sight.Kind.STOPPING), STOPPING, "it is being stopped"),
                arguments(
                        "answering while it is told to stop",
                        look(Sight.Kind.RUNNING).says(HEALTHY).underWay(Change.STOPPING),
                        STOPPING,
                        "it is being stopped"),
                arguments(
                        "young and silent",
                        look(Sight.Kind.RUNNING).says(UNREACHABLE).age(YOUNG),
                        STARTING,
                        "serve yet"),
                arguments(
                        "young and loading its model (503)",
                        look(Sight.Kind.RUNNING).says(UNHEALTHY).age(YOUNG),
                        STARTING,
                        "serve yet"),
                arguments(
                        "young and silent after it has served",
                        look(Sight.Kind.RUNNING).says(UNREACHABLE).age(YOUNG).proven(),
                        DEGRADED,
                        "does not answer"),
                arguments(
                        "silent beyond its time to start",
                        look(Sight.Kind.RUNNING).says(UNREACHABLE).age(OLD),
                        DEGRADED,
                        "does not answer"),
                arguments(
                        "engine dead behind a living server",
                        look(Sight.Kind.RUNNING).says(UNHEALTHY).age(OLD),
                        DEGRADED,
                        "not well"),
                arguments("well", look(Sight.Kind.RUNNING).says(HEALTHY), ONLINE, "it answers"),
                arguments(
                        "well, its start not proved yet",
                        look(Sight.Kind.RUNNING).says(HEALTHY).underWay(Change.STARTING),
                        STARTING,
                        "proved"),
                arguments(
                        "well and its start proved by a token",
                        look(Sight.Kind.RUNNING)
                                .says(HEALTHY)
                                .underWay(Change.STARTING)
                                .shows(Progress.Kind.PROVED),
                        ONLINE,
                        "it answers"),
                arguments(
                        "frozen behind a health of 200",
                        look(Sight.Kind.RUNNING).says(HEALTHY).shows(Progress.Kind.FAILED),
                        DEGRADED,
                        "produces nothing"),
                arguments(
                        "standing still with work in hand",
                        look(Sight.Kind.RUNNING).says(HEALTHY).shows(Progress.Kind.STALLED),
                        DEGRADED,
                        "says that it is well and"),
                arguments(
                        "serving another model",
                        look(Sight.Kind.RUNNING)
                                .says(HEALTHY)
                                .serving("org/other")
                                .active("org/model"),
                        DEGRADED,
                        "not for the model org/model"),
                arguments(
                        "able to load the active model when asked",
                        look(Sight.Kind.RUNNING)
                                .says(HEALTHY)
                                .serving("other:latest")
                                .active("model:latest")
                                .switching(Switching.IN_PLACE),
                        ONLINE,
                        "it answers"),
                arguments("external and well", look(Sight.Kind.UNSEEN).says(HEALTHY), ONLINE, "it answers"),
                arguments(
                        "external and silent",
                        look(Sight.Kind.UNSEEN).says(UNREACHABLE),
                        OFFLINE,
                        "nothing answers at"),
                arguments("external and not well", look(Sight.Kind.UNSEEN).says(UNHEALTHY), DEGRADED, "not well"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("looks")
    void judges(String name, LookBuilder look, RuntimeState state, String reason) {
        Judgement judgement = StateJudge.judge(look.evidence());

        assertThat(judgement.state()).isEqualTo(state);
        assertThat(judgement.reason()).contains(reason);
    }

    @Test
    void learnsNothingFromAProcessThatWasNotAsked() {
        Judgement judgement = StateJudge.judge(look(Sight.Kind.RUNNING).evidence());

        assertThat(judgement.weight()).isEqualTo(Judgement.Weight.NOTHING);
        assertThat(judgement.state()).isEqualTo(STARTING);
    }

    @Test
    void takesASilenceForPassingAndATokenForAFact() {
        assertThat(StateJudge.judge(look(Sight.Kind.RUNNING)
                                .says(UNREACHABLE)
                                .age(OLD)
                                .evidence())
                        .weight())
                .isEqualTo(Judgement.Weight.APPARENT);
        assertThat(StateJudge.judge(look(Sight.Kind.RUNNING)
                                .says(HEALTHY)
                                .shows(Progress.Kind.FAILED)
                                .evidence())
                        .weight())
                .isEqualTo(Judgement.Weight.CERTAIN);
    }

    static LookBuilder look(Sight.Kind kind) {
        return new LookBuilder(kind);
    }

    /** One look, put together. */
    static final class LookBuilder {
        private final Sight.Kind kind;
        private Wanted wanted = Wanted.ANYTHING;
        private Optional<Change> underWay = Optional.empty();
        private Optional<Health> health = Optional.empty();
        private Progress progress = Progress.UNKNOWN;
        private Duration uptime = YOUNG;
        private boolean proven;
        private List<String> served = List.of();
        private Optional<String> active = Optional.empty();
        private Switching switching = Switching.BY_RESTART;

        LookBuilder(Sight.Kind kind) {
            this.kind = kind;
        }

        LookBuilder wanted(Wanted value) {
            wanted = value;
            return this;
        }

        LookBuilder underWay(Change value) {
            underWay = Optional.of(value);
            return this;
        }

        LookBuilder says(Health value) {
            health = Optional.of(value);
            return this;
        }

        LookBuilder shows(Progress.Kind value) {
            progress = new Progress(value, "what was seen");
            return this;
        }

        LookBuilder age(Duration value) {
            uptime = value;
            return this;
        }

        LookBuilder proven() {
            proven = true;
            return this;
        }

        LookBuilder serving(String name) {
            served = List.of(name);
            return this;
        }

        LookBuilder active(String name) {
            active = Optional.of(name);
            return this;
        }

        LookBuilder switching(Switching value) {
            switching = value;
            return this;
        }

        Evidence evidence() {
            return new Evidence(
                    RuntimeSpec.builder("vllm", "vllm", URI.create("http://127.0.0.1:8000"))
                            .build(),
                    switching,
                    new RuntimeIntent(Optional.empty(), active, wanted, underWay, Optional.empty(), 0),
                    new Sight(
                            kind, Optional.empty(), "exit code 0", List.of(), Optional.empty(), 0, OptionalInt.empty()),
                    health.map(value -> new HealthReport(value, "what it said", served, Optional.empty())),
                    progress,
                    Optional.of(uptime),
                    proven);
        }

        @Override
        public String toString() {
            return kind.name();
        }
    }
}
