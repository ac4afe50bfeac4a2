package dev.venom.runtime.api.operation;

import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.ModelVerification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that can be seen of an operation at one moment. Immutable.
 *
 * @param id its name
 * @param kind what it does
 * @param model the model it is about
 * @param runtime the runtime it is about
 * @param state where it stands
 * @param phase what it is doing now, in a word
 * @param progress how far it is
 * @param steps its steps so far, in order
 * @param log its last log lines, oldest first
 * @param failure why it failed, was cancelled or is interrupted
 * @param createdAt when it was asked for
 * @param startedAt when it began to work
 * @param endedAt when it ended
 * @param retryOf the failed operation that it repeats
 * @param verifications what it found out about models so far, where it verifies them
 */
public record OperationStatus(
        OperationId id,
        OperationKind kind,
        Optional<ModelRef> model,
        Optional<String> runtime,
        OperationState state,
        String phase,
        Progress progress,
        List<Step> steps,
        List<String> log,
        Optional<Failure> failure,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<OperationId> retryOf,
        List<ModelVerification> verifications) {
    /** Copies the lists. */
    public OperationStatus {
        steps = List.copyOf(steps);
        log = List.copyOf(log);
        verifications = List.copyOf(verifications);
    }

    /**
     * An operation that verifies nothing.
     *
     * @param id its name
     * @param kind what it does
     * @param model the model it is about
     * @param runtime the runtime it is about
     * @param state where it stands
     * @param phase what it is doing now, in a word
     * @param progress how far it is
     * @param steps its steps so far, in order
     * @param log its last log lines, oldest first
     * @param failure why it failed or was cancelled
     * @param createdAt when it was asked for
     * @param startedAt when it began to work
     * @param endedAt when it ended
     * @param retryOf the failed operation that it repeats
     */
    public OperationStatus(
            OperationId id,
            OperationKind kind,
            Optional<ModelRef> model,
            Optional<String> runtime,
            OperationState state,
            String phase,
            Progress progress,
            List<Step> steps,
            List<String> log,
            Optional<Failure> failure,
            Instant createdAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<OperationId> retryOf) {
        this(
                id, kind, model, runtime, state, phase, progress, steps, log, failure, createdAt, startedAt, endedAt,
                retryOf, List.of());
    }

    /**
     * The same operation, ended; a step that was under way has failed with it.
     *
     * @param end a terminal state
     * @param why the reason
     * @param when the time
     * @return a copy
     */
    public OperationStatus ended(OperationState end, Failure why, Instant when) {
        return left(end, Step.State.FAILED, why, Optional.of(when));
    }

    /**
     * The same operation, on which nobody works any more although it has not ended.
     *
     * @param why the reason
     * @return a copy
     */
    public OperationStatus interrupted(Failure why) {
        return left(OperationState.INTERRUPTED, Step.State.INTERRUPTED, why, Optional.empty());
    }

    private OperationStatus left(OperationState end, Step.State cut, Failure why, Optional<Instant> when) {
        Progress moved =
                new Progress(progress.doneBytes(), progress.totalBytes(), OptionalLong.empty(), Optional.empty());
        return new OperationStatus(
                id,
                kind,
                model,
                runtime,
                end,
                phase,
                moved,
                steps.stream().map(step -> step.left(cut)).toList(),
                log,
                Optional.of(why),
                createdAt,
                startedAt,
                when,
                retryOf,
                verifications);
    }
}
