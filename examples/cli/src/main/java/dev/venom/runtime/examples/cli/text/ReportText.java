package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.api.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What verifying, pruning and examining found. */
public final class ReportText {
    private ReportText() {}

    /**
     * The outcome of hashing.
     *
     * @param verifications what was found
     * @return a line for each model, and one for each bad or mended file; then the sums, if there were any
     */
    public static String of(List<ModelVerification> verifications) {
        if (verifications.isEmpty()) {
            return "No models are installed: there is nothing to verify.";
        }
        List<String> lines = new ArrayList<>();
        for (ModelVerification verification : verifications) {
            lines.add((verification.ok() ? "ok   " : "BAD  ") + verification.ref());
            verification.badFiles().forEach(file -> lines.add("     " + file.text()));
            verification.mendedFiles().forEach(file -> lines.add("     " + file.text() + " (mended)"));
            verification
                    .failure()
                    .ifPresent(failure ->
                            lines.add("     " + failure.code() + ": " + failure.message() + " " + failure.hint()));
        }
        int bad = count(verifications, ModelVerification::badFiles);
        int mended = count(verifications, ModelVerification::mendedFiles);
        if (mended > 0) {
            lines.add("Bad files found: " + (bad + mended) + ". Mended: " + mended + ". Still bad: " + bad + ".");
        }
        return String.join("\n", lines);
    }

    private static int count(
            List<ModelVerification> verifications, Function<ModelVerification, List<RelativePath>> files) {
        return verifications.stream().mapToInt(each -> files.apply(each).size()).sum();
    }

    /**
     * What pruning did.
     *
     * @param report what was found
     * @return a table and a sum, or a sentence where there is nothing; then what had to stay
     */
    public static String of(PruneReport report) {
        StringBuilder text = new StringBuilder(items(report));
        report.troubles()
                .forEach(trouble -> text.append("\nLeft alone: ")
                        .append(trouble.message())
                        .append(' ')
                        .append(trouble.hint()));
        return text.toString();
    }

    private static String items(PruneReport report) {
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
