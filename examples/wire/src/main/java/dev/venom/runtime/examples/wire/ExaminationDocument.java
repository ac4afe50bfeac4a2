package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.model.Verdict;
import java.util.List;

/** What is wrong, or right, with this host. */
public final class ExaminationDocument {
    private ExaminationDocument() {}

    /**
     * The outcome of every check.
     *
     * @param checks the verdicts
     * @return {@code {"ok":...,"checks":[...]}}; ok unless a check refuses
     */
    public static String of(List<Verdict> checks) {
        boolean ok = checks.stream().noneMatch(check -> check.result() == Verdict.Result.REFUSE);
        return JsonLine.begin()
                .flag("ok", ok)
                .objects("checks", checks, PlanDocument::writeVerdict)
                .end();
    }
}
