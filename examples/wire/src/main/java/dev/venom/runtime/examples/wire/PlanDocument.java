package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.model.DiskForecast;
import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.PlannedFile;
import dev.venom.runtime.api.model.Verdict;

/** What an install would do. */
public final class PlanDocument {
    private PlanDocument() {}

    /**
     * A plan.
     *
     * @param plan what would be done
     * @return the plan's object
     */
    public static String of(InstallPlan plan) {
        JsonLine line = JsonLine.begin();
        ModelDocuments.writeRef(line, plan.ref());
        line.text("commit", plan.commit())
                .objects("files", plan.files(), PlanDocument::writeFile)
                .number("bytes_total", plan.totalBytes())
                .number("bytes_missing", plan.missingBytes())
                .flag("confirmation_required", plan.confirmationRequired())
                .objects("verdicts", plan.verdicts(), PlanDocument::writeVerdict)
                .object("disk", plan.disk(), PlanDocument::writeDisk);
        ModelDocuments.writeDescription(line, plan.description());
        return line.end();
    }

    static void writeVerdict(JsonLine line, Verdict verdict) {
        line.text("check", verdict.check())
                .word("result", verdict.result())
                .text("detail", verdict.detail())
                .text("code", verdict.refusal().map(Enum::name));
    }

    private static void writeFile(JsonLine line, PlannedFile file) {
        line.text("path", file.path().text())
                .number("size", file.sizeBytes())
                .text(file.digest().algorithm().label(), file.digest().hex())
                .word("action", file.action())
                .number("bytes_missing", file.missingBytes());
    }

    private static void writeDisk(JsonLine line, DiskForecast disk) {
        line.number("free_bytes", disk.freeBytes())
                .number("reserved_bytes", disk.reservedBytes())
                .number("free_after_bytes", disk.freeAfterBytes())
                .number("used_bytes", disk.usedBytes())
                .number("quota_bytes", disk.quotaBytes());
    }
}
