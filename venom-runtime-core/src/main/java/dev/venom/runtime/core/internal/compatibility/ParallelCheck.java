package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.TransformerShape;
import dev.venom.runtime.api.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a model can be divided over GPUs as a runtime's command says. */
final class ParallelCheck {
    private static final String CHECK = "parallel";

    private ParallelCheck() {}

    static List<Verdict> judge(Division division, Optional<TransformerShape> shape, int gpus) {
        List<Verdict> verdicts = new ArrayList<>();
        if (division.tensor() > 1) {
            verdicts.add(heads(division, shape));
        }
        if (division.gpus() > 1 && gpus > 0) {
            String figures = "its command asks for " + division.gpus() + " GPUs, this host has " + gpus;
            verdicts.add(
                    division.gpus() > gpus
                            ? Verdict.refuse(CHECK, ErrorCode.INCOMPATIBLE, figures)
                            : Verdict.ok(CHECK, figures));
        }
        return verdicts;
    }

    private static Verdict heads(Division division, Optional<TransformerShape> shape) {
        if (shape.isEmpty()) {
            return Verdict.warn(CHECK, "how many attention heads the model has is not known");
        }
        int heads = shape.get().attentionHeads();
        String figures = heads + " attention heads over --tensor-parallel-size " + division.tensor();
        return heads % division.tensor() == 0
                ? Verdict.ok(CHECK, figures)
                : Verdict.refuse(
                        CHECK,
                        ErrorCode.INCOMPATIBLE,
                        figures + " leave a remainder; it has to be one of " + divisors(heads));
    }

    private static List<Integer> divisors(int heads) {
        List<Integer> divisors = new ArrayList<>();
        for (int size = 1; size <= Math.min(heads, 16); size++) {
            if (heads % size == 0) {
                divisors.add(size);
            }
        }
        return divisors;
    }
}
