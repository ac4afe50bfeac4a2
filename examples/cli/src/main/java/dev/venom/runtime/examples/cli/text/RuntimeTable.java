package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Runtimes as a table, and one of them as a sentence. */
public final class RuntimeTable {
    private RuntimeTable() {}

    /**
     * The table.
     *
     * @param statuses how the runtimes are
     * @return a title line and a line for each runtime; a sentence where there is none
     */
    public static String of(List<RuntimeStatus> statuses) {
        if (statuses.isEmpty()) {
            return "No runtime is described in VENOM_CONFIG, and no Ollama answers.";
        }
        Table table = new Table(
                Table.Column.text("RUNTIME"),
                Table.Column.text("STATE"),
                Table.Column.text("SUPERVISOR"),
                Table.Column.text("MODEL"),
                Table.Column.figure("MEMORY"),
                Table.Column.figure("VRAM"),
                Table.Column.figure("UP"),
                Table.Column.figure("RESTARTS"),
                Table.Column.text("WHY"));
        for (RuntimeStatus status : statuses) {
            table.row(
                    status.id(),
                    word(status.state()),
                    status.supervisor(),
                    status.activeModel().map(ModelRef::toString).orElse(""),
                    bytes(status.usage().memoryBytes()),
                    bytes(status.usage().vramBytes()),
                    status.uptime().map(Amounts::time).orElse(""),
                    Integer.toString(status.restarts()),
                    status.reason());
        }
        return table.render();
    }

    /**
     * One runtime.
     *
     * @param status how it is
     * @return a sentence
     */
    public static String sentence(RuntimeStatus status) {
        return status.id() + " is " + word(status.state()) + ": " + status.reason();
    }

    /**
     * An alert.
     *
     * @param alert what passed its limit, or keeps it again
     * @return a sentence
     */
    public static String sentence(Alert alert) {
        return alert.runtime() + ": " + alert.resource() + " at " + Math.round(alert.percent()) + " %, limit "
                + Math.round(alert.threshold()) + " %, " + word(alert.state());
    }

    private static String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? Amounts.bytes(bytes.getAsLong()) : "";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
