package dev.venom.runtime.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Verdict REFUSAL = Verdict.refuse("quota", ErrorCode.QUOTA_EXCEEDED, "1 of 2 GB");

    @Test
    void hasACodeExactlyWhereItRefuses() {
        assertThat(REFUSAL.refusal()).contains(ErrorCode.QUOTA_EXCEEDED);
        assertThat(Verdict.ok("quota", "").refusal()).isEmpty();
        assertThat(Verdict.warn("quota", "").refusal()).isEmpty();
        assertThatThrownBy(() -> new Verdict("quota", Verdict.Result.REFUSE, "", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Verdict("quota", Verdict.Result.OK, "", Optional.of(ErrorCode.INTERNAL)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAPlanByTheFirstThatDoes() {
        Verdict later = Verdict.refuse("disk", ErrorCode.DISK_FULL, "");

        assertThat(plan(Verdict.ok("a", ""), REFUSAL, later).refusal()).contains(REFUSAL);
        assertThat(plan(Verdict.warn("a", "")).refusal()).isEmpty();
    }

    private static InstallPlan plan(Verdict... verdicts) {
        return new InstallPlan(
                ModelRef.of("hf", "org/name"),
                "commit",
                List.of(),
                ModelDescription.UNKNOWN,
                new DiskForecast(OptionalLong.empty(), 0, OptionalLong.empty(), 0, OptionalLong.empty()),
                false,
                List.of(verdicts));
    }
}
