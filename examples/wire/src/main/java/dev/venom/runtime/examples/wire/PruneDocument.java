package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.model.PruneReport;

/** What pruning removed, or would remove. */
public final class PruneDocument {
    private PruneDocument() {}

    /**
     * A report.
     *
     * @param report what was found
     * @return the report's object
     */
    public static String of(PruneReport report) {
        return JsonLine.begin()
                .flag("dry_run", report.dryRun())
                .number("freed_bytes", report.freedBytes())
                .objects("items", report.items(), PruneDocument::writeItem)
                .objects("troubles", report.troubles(), ErrorDocument::write)
                .end();
    }

    private static void writeItem(JsonLine line, PruneReport.Item item) {
        line.text("kind", item.kind()).text("name", item.name()).number("size_bytes", item.sizeBytes());
    }
}
