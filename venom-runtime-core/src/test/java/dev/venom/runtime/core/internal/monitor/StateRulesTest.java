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

class StateRulesTest {
    private static final Duration YOUNG = Duration.ofSeconds(30);
    private static final Duration OLD = Duration.ofHours(2);

    static Stream<Arguments> looks() {
        return Stream.of(
                arguments(
                        "stopped as asked",
                        look(ProcessObservation.Kind.STOPPED).wanted(Wanted.DOWN),
                        OFFLINE,
                        "it is stopped"),
                arguments("never started", look(ProcessObservation.Kind.STOPPED), OFFLINE, "it is stopped"),
                arguments(
                        "ended with status 0 by itself",
                        look(ProcessObservation.Kind.STOPPED).wanted(Wanted.UP),
                        OFFLINE,
                        "it ended although nobody asked it to"),
                arguments("crashed", look(ProcessObservation.Kind.FAILED).wanted(Wanted.UP), OFFLINE, "it failed"),
                arguments(
                        "not there yet, during a start",
                        look(ProcessObservation.Kind.STOPPED).underWay(Change.STARTING),
                        STARTING,
                        "it is being started"),
                arguments(
                        "stopped, its stop not quite over",
                        look(ProcessObservation.Kind.STOPPED).wanted(Wanted.UP).underWay(Change.STOPPING),
                        OFFLINE,
                        "it is stopped"),
                arguments("told to stop", look(ProcessObservation.Kind.STOPPING), STOPPING, "it is being stopped"),
                arguments(
                        "answering while it is told to stop",
                        look(ProcessObservation.Kind.RUNNING).says(HEALTHY).underWay(Change.STOPPING),
                        STOPPING,
                        "it is being stopped"),
                arguments(
                        "young and silent",
                        look(ProcessObservation.Kind.RUNNING).says(UNREACHABLE).age(YOUNG),
                        STARTING,
                        "serve yet"),
                arguments(
                        "young and loading its model (503)",
                        look(ProcessObservation.Kind.RUNNING).says(UNHEALTHY).age(YOUNG),
                        STARTING,
                        "serve yet"),
                arguments(
                        "young and silent after it has served",
                        look(ProcessObservation.Kind.RUNNING)
                                .says(UNREACHABLE)
                                .age(YOUNG)
                                .proven(),
                        DEGRADED,
                        "does not answer"),
                arguments(
                        "silent beyond its time to start",
                        look(ProcessObservation.Kind.RUNNING).says(UNREACHABLE).age(OLD),
                        DEGRADED,
                        "does not answer"),
                arguments(
                        "engine dead behind a living server",
                        look(ProcessObservation.Kind.RUNNING).says(UNHEALTHY).age(OLD),
                        DEGRADED,
                        "not well"),
                arguments("well", look(ProcessObservation.Kind.RUNNING).says(HEALTHY), ONLINE, "it answers"),
                arguments(
                        "well, its start not proved yet",
                        look(ProcessObservation.Kind.RUNNING).says(HEALTHY).underWay(Change.STARTING),
                        STARTING,
                        "proved"),
                arguments(
                        "well and its start proved by a token",
                        look(ProcessObservation.Kind.RUNNING)
                                .says(HEALTHY)
                                .underWay(Change.STARTING)
                                .shows(Progress.Kind.PROVED),
                        ONLINE,
                        "it answers"),
                arguments(
                        "frozen behind a health of 200",
                        look(ProcessObservation.Kind.RUNNING).says(HEALTHY).shows(Progress.Kind.FAILED),
                        DEGRADED,
                        "produces nothing"),
                arguments(
                        "standing still with work in hand",
                        look(ProcessObservation.Kind.RUNNING).says(HEALTHY).shows(Progress.Kind.STALLED),
                        DEGRADED,
                        "says that it is well and"),
                arguments(
                        "serving another model",
                        look(ProcessObservation.Kind.RUNNING)
                                .says(HEALTHY)
                                .serving("org/other")
                                .active("org/model"),
                        DEGRADED,
                        "not for the model org/model"),
                arguments(
                        "able to load the active model when asked",
                        look(ProcessObservation.Kind.RUNNING)
                                .says(HEALTHY)
                                .serving("other:latest")
                                .active("model:latest")
                                .switching(Switching.IN_PLACE),
                        ONLINE,
                        "it answers"),
                arguments(
                        "external and well",
                        look(ProcessObservation.Kind.UNSEEN).says(HEALTHY),
                        ONLINE,
                        "it answers"),
                arguments(
                        "external and silent",
                        look(ProcessObservation.Kind.UNSEEN).says(UNREACHABLE),
                        OFFLINE,
                        "nothing answers at"),
                arguments(
                        "external and not well",
                        look(ProcessObservation.Kind.UNSEEN).says(UNHEALTHY),
                        DEGRADED,
                        "not well"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("looks")
    void judges(String name, LookBuilder look, RuntimeState state, String reason) {
        Assessment assessment = StateRules.judge(look.evidence());

        assertThat(assessment.state()).isEqualTo(state);
        assertThat(assessment.reason()).contains(reason);
    }

    @Test
    void learnsNothingFromAProcessThatWasNotAsked() {
        Assessment assessment =
                StateRules.judge(look(ProcessObservation.Kind.RUNNING).evidence());

        assertThat(assessment.weight()).isEqualTo(Assessment.Weight.NOTHING);
        assertThat(assessment.state()).isEqualTo(STARTING);
    }

    @Test
    void takesASilenceForPassingAndATokenForAFact() {
        assertThat(StateRules.judge(look(ProcessObservation.Kind.RUNNING)
                                .says(UNREACHABLE)
                                .age(OLD)
                                .evidence())
                        .weight())
                .isEqualTo(Assessment.Weight.APPARENT);
        assertThat(StateRules.judge(look(ProcessObservation.Kind.RUNNING)
                                .says(HEALTHY)
                                .shows(Progress.Kind.FAILED)
                                .evidence())
                        .weight())
                .isEqualTo(Assessment.Weight.CERTAIN);
    }

    static LookBuilder look(ProcessObservation.Kind kind) {
        return new LookBuilder(kind);
    }

    /** One look, put together. */
    static final class LookBuilder {
        private final ProcessObservation.Kind kind;
        private Wanted wanted = Wanted.ANYTHING;
        private Optional<Change> underWay = Optional.empty();
        private Optional<Health> health = Optional.empty();
        private Progress progress = Progress.UNKNOWN;
        private Duration uptime = YOUNG;
        private boolean proven;
        private List<String> served = List.of();
        private Optional<String> active = Optional.empty();
        private Switching switching = Switching.BY_RESTART;

        LookBuilder(ProcessObservation.Kind kind) {
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
                    new ProcessObservation(
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
