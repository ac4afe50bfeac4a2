package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import dev.venom.runtime.api.operation.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Operations: where they stand, how far they are, why they failed. */
public final class OperationDocuments {
    private OperationDocuments() {}

    /**
     * One operation.
     *
     * @param status where it stands
     * @return the operation's object itself
     */
    public static String single(OperationStatus status) {
        JsonLine line = JsonLine.begin();
        write(line, status);
        return line.end();
    }

    /**
     * One line of a stream that follows an operation.
     *
     * @param status where it stands
     * @return {@code {"type":"operation","operation":{...}}}
     */
    public static String event(OperationStatus status) {
        return JsonLine.begin()
                .text("type", "operation")
                .object("operation", status, OperationDocuments::write)
                .end();
    }

    /**
     * Several operations.
     *
     * @param statuses where they stand
     * @return {@code {"operations":[...]}}
     */
    public static String list(List<OperationStatus> statuses) {
        return JsonLine.begin()
                .objects("operations", statuses, OperationDocuments::write)
                .end();
    }

    private static void write(JsonLine line, OperationStatus status) {
        line.text("id", status.id().value())
                .word("kind", status.kind())
                .word("state", status.state())
                .text("phase", Optional.of(status.phase()).filter(phase -> !phase.isBlank()));
        status.model().ifPresent(ref -> ModelDocuments.writeRef(line, ref));
        line.text("runtime", status.runtime());
        writeProgress(line, status.progress());
        line.objects("steps", status.steps(), OperationDocuments::writeStep)
                .time("created_at", status.createdAt())
                .time("started_at", status.startedAt())
                .time("ended_at", status.endedAt())
                .text("retry_of", status.retryOf().map(OperationId::value));
        if (status.kind() == OperationKind.VERIFY) {
            line.objects("verified", status.verifications(), VerificationDocument::write);
        }
        status.failure().ifPresent(failure -> writeFailure(line, failure));
    }

    private static void writeProgress(JsonLine line, Progress progress) {
        line.number("bytes_done", progress.doneBytes())
                .number("bytes_total", progress.totalBytes())
                .number("bytes_per_second", progress.bytesPerSecond());
        progress.remaining().map(Duration::toSeconds).ifPresent(seconds -> line.number("eta_seconds", seconds));
    }

    private static void writeStep(JsonLine line, Step step) {
        line.text("name", step.name())
                .word("state", step.state())
                .number("millis", step.elapsed().toMillis());
    }

    private static void writeFailure(JsonLine line, Failure failure) {
        line.object("error", failure, ErrorDocument::write);
    }
}
