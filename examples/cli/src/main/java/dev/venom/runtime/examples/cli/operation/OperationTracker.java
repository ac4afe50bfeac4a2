package dev.venom.runtime.examples.cli.operation;

import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.event.OperationEvent.Change;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationStatus;
import java.util.Optional;

/**
 * The course of one operation as its viewer sees it: from events, or from its status where events do not come because
 * another process runs it. Never from both, for the two are not in step and progress would seem to go back; only the
 * end is believed from either. Confined to one thread.
 */
final class OperationTracker {
    private final OperationId id;
    private final OperationView view;
    private Optional<OperationStatus> last = Optional.empty();
    private boolean heard;

    OperationTracker(OperationId id, OperationView view) {
        this.id = id;
        this.view = view;
    }

    boolean isOver() {
        return last.filter(status -> !status.state().isUnderWay()).isPresent();
    }

    /** An event came. */
    void heard(OperationEvent event) {
        if (event.status().id().equals(id)) {
            heard = true;
            show(event.status(), event.change());
        }
    }

    /** No event came for a while. */
    void silent(OperationStatus status) {
        boolean unknown = !heard || !status.state().isUnderWay();
        if (unknown && !last.equals(Optional.of(status))) {
            show(
                    status,
                    last.filter(before -> onlyBytesMoved(before, status)).isPresent()
                            ? Change.PROGRESS
                            : Change.TRANSITION);
        }
    }

    private void show(OperationStatus status, Change change) {
        last = Optional.of(status);
        view.show(status, change);
    }

    private static boolean onlyBytesMoved(OperationStatus before, OperationStatus after) {
        return before.state() == after.state()
                && before.phase().equals(after.phase())
                && before.steps().size() == after.steps().size();
    }
}
