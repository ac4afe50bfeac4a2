package dev.venom.runtime.core.internal.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One journal: what can be seen of an operation, what it takes to do it again, and who does it. Immutable.
 *
 * @param status what can be seen
 * @param lane its lane
 * @param request the request, as given to the facade
 * @param reservation disk space promised to it
 * @param owner the process that works on it; empty once it has ended or was let go of
 * @param seenAt when its owner last gave a sign of life
 */
public record OperationRecord(
        OperationStatus status,
        String lane,
        JsonNode request,
        Reservation reservation,
        Optional<ProcessIdentity> owner,
        Instant seenAt) {
    /** A process that can't be looked at is dead after this much silence; a living one beats more often. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    /**
     * Whether it has neither ended nor anybody who works on it.
     *
     * @return true if the process that worked on it is gone
     */
    public boolean isAbandoned() {
        return !status.state().isTerminal() && !isOwned();
    }

    /**
     * What a reader is told: an abandoned operation is interrupted, whether its process could still say so or not.
     *
     * @return the status
     */
    public OperationStatus reported() {
        if (!isAbandoned() || status.state() == OperationState.INTERRUPTED) {
            return status;
        }
        String who = owner.map(ProcessIdentity::toString).orElse("the process that ran it");
        return status.interrupted(InterruptionFailure.of(status, who + " ended before the work did"));
    }

    /**
     * Whether a host began it by itself: the next one decides anew what is to be done.
     *
     * @return true where nobody asked for it
     */
    public boolean isUnasked() {
        return request.path("unasked").booleanValue();
    }

    /**
     * Whether somebody works on it now.
     *
     * @return true if it is open and its process lives
     */
    public boolean isLive() {
        return !status.state().isTerminal() && isOwned();
    }

    /**
     * The record of an abandoned operation, ended for good.
     *
     * @param outcome a terminal state
     * @param why what became of it
     * @param when the time
     * @return a record without an owner
     */
    public OperationRecord closed(OperationState outcome, String why, Instant when) {
        String kept = status.kind() == OperationKind.INSTALL ? "What was downloaded is kept." : "";
        Failure failure = new Failure(ErrorCode.CANCELLED, "Its process ended before the work did. " + why, kept);
        return new OperationRecord(
                status.ended(outcome, failure, when), lane, request, Reservation.NONE, Optional.empty(), when);
    }

    private boolean isOwned() {
        return owner.filter(this::lives).isPresent();
    }

    /** Containers of one kernel have other process numbers; there the signs of life decide. */
    private boolean lives(ProcessIdentity process) {
        ProcessIdentity self = ProcessIdentity.current();
        return process.sharesKernelWith(self) && process.host().equals(self.host())
                ? process.isRunning()
                : seenAt.plus(SILENCE).isAfter(Instant.now());
    }
}
