package dev.venom.runtime.examples.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.event.OperationEvent.Change;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OperationTrackerTest {
    private final List<String> shown = new ArrayList<>();
    private final OperationTracker course = new OperationTracker(Statuses.ID, new Recording());

    @Nested
    class WhereEventsCome {
        @Test
        void showsThemInTheirOrderUntilTheEnd() {
            course.heard(event(Change.TRANSITION, OperationState.RUNNING, 0));
            course.heard(event(Change.PROGRESS, OperationState.RUNNING, 50));
            assertThat(course.isOver()).isFalse();
            course.heard(event(Change.TRANSITION, OperationState.SUCCEEDED, 100));

            assertThat(shown)
                    .containsExactly("TRANSITION RUNNING 0", "PROGRESS RUNNING 50", "TRANSITION SUCCEEDED 100");
            assertThat(course.isOver()).isTrue();
        }

        @Test
        void ignoresOtherOperations() {
            OperationStatus other =
                    Statuses.of(new OperationId("20261124-2"), OperationState.SUCCEEDED, "", Progress.NONE);
            course.heard(new OperationEvent(Instant.EPOCH, Change.TRANSITION, other));

            assertThat(shown).isEmpty();
            assertThat(course.isOver()).isFalse();
        }

        @Test
        void doesNotMixThemWithAStatusThatIsAhead() {
            course.heard(event(Change.PROGRESS, OperationState.RUNNING, 50));
            course.silent(Statuses.of(OperationState.RUNNING, 60));
            course.heard(event(Change.PROGRESS, OperationState.RUNNING, 55));

            assertThat(shown).containsExactly("PROGRESS RUNNING 50", "PROGRESS RUNNING 55");
        }

        @Test
        void believesAStatusThatSaysItIsOver() {
            course.heard(event(Change.PROGRESS, OperationState.RUNNING, 50));
            course.silent(Statuses.of(OperationState.FAILED, 50));

            assertThat(course.isOver()).isTrue();
        }
    }

    @Nested
    class WhereAnotherProcessRunsIt {
        @Test
        void readsItsStatusAndShowsWhatIsNew() {
            course.silent(Statuses.of(OperationState.PAUSED, 50));
            course.silent(Statuses.of(OperationState.PAUSED, 50));
            course.silent(Statuses.of(OperationState.RUNNING, 50));
            course.silent(Statuses.of(OperationState.RUNNING, 70));
            course.silent(Statuses.of(OperationState.SUCCEEDED, 100));

            assertThat(shown)
                    .containsExactly(
                            "TRANSITION PAUSED 50",
                            "TRANSITION RUNNING 50",
                            "PROGRESS RUNNING 70",
                            "TRANSITION SUCCEEDED 100");
            assertThat(course.isOver()).isTrue();
        }
    }

    private static OperationEvent event(Change change, OperationState state, long doneBytes) {
        return new OperationEvent(Instant.EPOCH, change, Statuses.of(state, doneBytes));
    }

    private final class Recording implements OperationView {
        @Override
        public void show(OperationStatus status, Change change) {
            shown.add(change + " " + status.state() + " " + status.progress().doneBytes());
        }

        @Override
        public void end() {
            shown.add("end");
        }
    }
}
