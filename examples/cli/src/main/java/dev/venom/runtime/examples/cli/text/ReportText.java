package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.api.model.Verdict;
import java.util.List;

/** What verifying, pruning and examining found. */
public final class ReportText {
    private ReportText() {}

    /**
     * The outcome of hashing.
     *
     * @param verifications what was found
     * @return a line for each model, and one for each bad file
     */
    public static String of(List<ModelVerification> verifications) {
        if (verifications.isEmpty()) {
            return "No models are installed: there is nothing to verify.";
        }
        StringBuilder text = new StringBuilder();
        for (ModelVerification verification : verifications) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(verification.ok() ? "ok   " : "BAD  ")
                    .append(verification.ref());
            for (RelativePath file : verification.badFiles()) {
                text.append("\n     ").append(file.text());
            }
        }
        return text.toString();
    }

    /**
     * What pruning did.
     *
     * @param report what was found
     * @return a table and a sum; a sentence where there is nothing
     */
    public static String of(PruneReport report) {
        if (report.items().isEmpty()) {
            return "There is nothing to prune.";
        }
        Table table = new Table(Table.Column.text("KIND"), Table.Column.figure("SIZE"), Table.Column.text("NAME"));
        for (PruneReport.Item item : report.items()) {
            table.row(item.kind(), Amounts.bytes(item.sizeBytes()), item.name());
        }
        String verb = report.dryRun() ? "Would free " : "Freed ";
        return table.render() + "\n" + verb + Amounts.bytes(report.freedBytes()) + ".";
    }

    /**
     * What is wrong, or right, with this host.
     *
     * @param checks every check
     * @return a table
     */
    public static String checks(List<Verdict> checks) {
        return PlanText.verdicts(checks).strip();
    }
}
