package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.model.DiskForecast;
import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.PlannedFile;
import dev.venom.runtime.api.model.Verdict;
import java.util.List;
import java.util.Locale;

/** A plan: what would be fetched, what the disk would look like, what speaks against it. */
public final class PlanText {
    private PlanText() {}

    /**
     * The whole plan.
     *
     * @param plan what would be done
     * @return several lines
     */
    public static String of(InstallPlan plan) {
        return String.join(
                "\n",
                plan.ref() + " at " + plan.commit(),
                "",
                files(plan.files()),
                "",
                summary(plan),
                verdicts(plan.verdicts()),
                decision(plan));
    }

    /**
     * What it costs, without the list of files.
     *
     * @param plan what would be done
     * @return several lines
     */
    public static String summary(InstallPlan plan) {
        return String.join(
                "\n",
                "To fetch   " + Amounts.bytes(plan.missingBytes()) + " of " + Amounts.bytes(plan.totalBytes()) + " in "
                        + plan.files().size() + " files",
                "Disk       " + disk(plan.disk()),
                "Model      " + model(plan),
                "Licence    " + plan.description().license().orElse("unknown"));
    }

    static String verdicts(List<Verdict> verdicts) {
        Table table = new Table(Table.Column.text("CHECK"), Table.Column.text("RESULT"), Table.Column.text("DETAIL"));
        for (Verdict verdict : verdicts) {
            table.row(verdict.check(), verdict.result().name().toLowerCase(Locale.ROOT), verdict.detail());
        }
        return "\n" + table.render();
    }

    private static String files(List<PlannedFile> files) {
        Table table = new Table(Table.Column.text("FILE"), Table.Column.figure("SIZE"), Table.Column.text("ACTION"));
        for (PlannedFile file : files) {
            table.row(file.path().text(), Amounts.bytes(file.sizeBytes()), action(file));
        }
        return table.render();
    }

    private static String action(PlannedFile file) {
        String action = file.action().name().toLowerCase(Locale.ROOT);
        boolean begun = file.action() == PlannedFile.Action.FETCH && file.missingBytes() < file.sizeBytes();
        return begun ? action + " the last " + Amounts.bytes(file.missingBytes()) : action;
    }

    private static String disk(DiskForecast disk) {
        String free = disk.freeBytes().isPresent() && disk.freeAfterBytes().isPresent()
                ? Amounts.bytes(disk.freeBytes().getAsLong()) + " free, "
                        + Amounts.bytes(disk.freeAfterBytes().getAsLong()) + " after it"
                : "free space unknown";
        return disk.quotaBytes().isPresent()
                ? free + "; models use " + Amounts.bytes(disk.usedBytes()) + " of "
                        + Amounts.bytes(disk.quotaBytes().getAsLong())
                : free;
    }

    private static String model(InstallPlan plan) {
        String weights = ModelTable.weights(plan.description());
        String architectures = String.join(", ", plan.description().architectures());
        return String.join(
                        "  ",
                        ModelTable.format(plan.description()),
                        weights.isEmpty() ? "" : weights + " weights",
                        architectures)
                .strip();
    }

    private static String decision(InstallPlan plan) {
        if (plan.refusal().isPresent()) {
            return "\nAn install would be refused: " + plan.refusal().get().detail();
        }
        return plan.confirmationRequired()
                ? "\nAn install has to be confirmed: it is large. Add --yes."
                : "\nAn install would go ahead.";
    }
}
