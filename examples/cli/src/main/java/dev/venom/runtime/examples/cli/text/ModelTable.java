package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import java.util.List;
import java.util.Locale;

/** Installed models as a table. */
public final class ModelTable {
    private static final int DATE_LENGTH = "2026-01-31".length();

    private ModelTable() {}

    /**
     * The table.
     *
     * @param models what is installed
     * @return a title line and a line for each model; a sentence where there is none
     */
    public static String of(List<InstalledModel> models) {
        if (models.isEmpty()) {
            return "No models are installed. Find one with 'search', then 'install' it.";
        }
        Table table = new Table(
                Table.Column.text("MODEL"),
                Table.Column.figure("SIZE"),
                Table.Column.text("FORMAT"),
                Table.Column.figure("WEIGHTS"),
                Table.Column.text("STATE"),
                Table.Column.text("INSTALLED"));
        for (InstalledModel model : models) {
            table.row(
                    model.ref().toString(),
                    Amounts.bytes(model.sizeBytes()),
                    format(model.description()),
                    weights(model.description()),
                    model.state().name().toLowerCase(Locale.ROOT),
                    model.installedAt().toString().substring(0, DATE_LENGTH));
        }
        return table.render();
    }

    static String format(ModelDescription description) {
        String format = description.format().name().toLowerCase(Locale.ROOT);
        return description
                .quantization()
                .map(quantization -> format + " " + quantization)
                .orElse(format);
    }

    static String weights(ModelDescription description) {
        return description.parameters().isPresent()
                ? Amounts.count(description.parameters().getAsLong())
                : "";
    }
}
