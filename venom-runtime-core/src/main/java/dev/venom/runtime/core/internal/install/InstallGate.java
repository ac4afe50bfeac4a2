package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.Verdict;
import java.util.Locale;

/** Decides whether a plan may be carried out. */
final class InstallGate {
    private static final double GIGABYTE = 1e9;

    private InstallGate() {}

    /**
     * Lets a plan through. Disk and quota are left to the admission, which decides them for good under its lock.
     *
     * @throws VenomException with the code of the first verdict that refuses, or CONFIRMATION_REQUIRED
     */
    static void require(InstallPlan plan, InstallRequest request) {
        plan.verdicts().stream()
                .filter(verdict -> verdict.refusal()
                        .filter(code -> code != ErrorCode.DISK_FULL && code != ErrorCode.QUOTA_EXCEEDED)
                        .filter(code -> !(code == ErrorCode.INCOMPATIBLE && request.incompatibleAllowed()))
                        .isPresent())
                .findFirst()
                .ifPresent(verdict -> {
                    throw refusal(plan, verdict);
                });
        if (plan.confirmationRequired() && !request.largeConfirmed()) {
            throw new VenomException(
                    ErrorCode.CONFIRMATION_REQUIRED,
                    String.format(
                            Locale.ROOT,
                            "%s is large: %.1f GB in all, %.1f GB still to fetch.",
                            plan.ref(),
                            plan.totalBytes() / GIGABYTE,
                            plan.missingBytes() / GIGABYTE),
                    "Confirm it (--yes, or \"confirm_large\": true), or raise MODELS_CONFIRM_ABOVE_GB.");
        }
    }

    private static VenomException refusal(InstallPlan plan, Verdict verdict) {
        ErrorCode code = verdict.refusal().orElse(ErrorCode.INTERNAL);
        String hint = switch (code) {
            case UNSAFE_FORMAT -> "If you trust the publisher, allow it with --allow-unsafe.";
            case INCOMPATIBLE -> "Choose another variant, or override the verdict with --allow-incompatible.";
            case GATED -> "Then run it again.";
            default -> "See the plan for all checks.";
        };
        return new VenomException(code, plan.ref() + " is refused: " + verdict.detail() + ".", hint);
    }
}
