package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import dev.venom.runtime.api.operation.Step;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Operations as a table, and one of them in full. */
public final class OperationTable {
    private OperationTable() {}

    /**
     * The table.
     *
     * @param statuses operations
     * @return a title line and a line for each operation; a sentence where there is none
     */
    public static String of(List<OperationStatus> statuses) {
        if (statuses.isEmpty()) {
            return "No operation is recorded.";
        }
        Table table = new Table(
                Table.Column.text("ID"),
                Table.Column.text("KIND"),
                Table.Column.text("ABOUT"),
                Table.Column.text("STATE"),
                Table.Column.text("PROGRESS"),
                Table.Column.text("CREATED"));
        for (OperationStatus status : statuses) {
            table.row(
                    status.id().value(),
                    word(status.kind()),
                    about(status),
                    word(status.state()),
                    progress(status.progress()),
                    status.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return table.render();
    }

    /**
     * One operation with its steps, its failure and its last log lines.
     *
     * @param status the operation
     * @return several lines
     */
    public static String full(OperationStatus status) {
        List<String> lines = new ArrayList<>();
        lines.add(of(List.of(status)));
        for (Step step : status.steps()) {
            lines.add("  " + step.name() + ": " + word(step.state()) + " ("
                    + step.elapsed().toMillis() + " ms)");
        }
        status.failure()
                .ifPresent(
                        failure -> lines.add("  " + failure.code() + ": " + failure.message() + " " + failure.hint()));
        status.log().forEach(line -> lines.add("  | " + line));
        return String.join("\n", lines);
    }

    /**
     * What an operation is about.
     *
     * @param status the operation
     * @return the model, the runtime, both, or nothing
     */
    public static String about(OperationStatus status) {
        String model = status.model().map(ModelRef::toString).orElse("");
        return status.runtime().map(runtime -> (runtime + " " + model).strip()).orElse(model);
    }

    private static String progress(Progress progress) {
        return progress.totalBytes() == 0
                ? ""
                : Amounts.bytes(progress.doneBytes()) + " of " + Amounts.bytes(progress.totalBytes());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
