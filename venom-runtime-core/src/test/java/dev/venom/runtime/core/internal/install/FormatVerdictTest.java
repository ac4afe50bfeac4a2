package dev.venom.runtime.core.internal.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.model.Verdict.Result;
import dev.venom.runtime.core.internal.format.Finding;
import dev.venom.runtime.core.internal.format.Finding.Weight;
import dev.venom.runtime.core.internal.format.Inspection;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatVerdictTest {
    private static final Verdict CODE = Verdict.ok("remote_code", "none");

    private static Inspection inspection(int weights, int read, Finding... findings) {
        return new Inspection(ModelDescription.UNKNOWN, List.of(findings), weights, read);
    }

    private static Verdict completed(Inspection inspection, Verdict... ofProvider) {
        return new FormatVerdict(false)
                .completed(List.of(ofProvider), inspection).stream()
                        .filter(verdict -> verdict.check().equals("format"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void isOkWhereHeadersWereReadAndSaysHowMany() {
        assertThat(completed(inspection(1, 1))).isEqualTo(Verdict.ok("format", "safetensors"));
        assertThat(completed(inspection(72, 1)).detail()).contains("1 of 72 headers read");
    }

    @Test
    void saysNothingOfWhatHoldsNoWeights() {
        assertThat(new FormatVerdict(false).completed(List.of(CODE), inspection(0, 0)))
                .containsExactly(CODE);
    }

    @Test
    void damageRefuses() {
        Verdict verdict = completed(inspection(2, 1, new Finding(Weight.DAMAGE, "a is empty")), CODE);

        assertThat(verdict).isEqualTo(Verdict.refuse("format", ErrorCode.INCOMPATIBLE, "a is empty"));
    }

    @Test
    void doubtWarns() {
        assertThat(completed(inspection(1, 0, new Finding(Weight.DOUBT, "a could not be read")))
                        .result())
                .isEqualTo(Result.WARN);
    }

    @Test
    void codeRefusesUnlessItIsAllowed() {
        Inspection found = inspection(0, 0, new Finding(Weight.CODE, "a is a program"));

        assertThat(completed(found).refusal()).contains(ErrorCode.UNSAFE_FORMAT);
        assertThat(new FormatVerdict(true).completed(List.of(), found))
                .extracting(Verdict::result)
                .containsExactly(Result.WARN);
    }

    @Test
    void whatTheProviderSaysIsKeptAndTheGravestCounts() {
        Verdict unsafe = Verdict.refuse("format", ErrorCode.UNSAFE_FORMAT, "pickles");
        Inspection found = inspection(1, 1, new Finding(Weight.DOUBT, "b is odd"));

        assertThat(new FormatVerdict(false).completed(List.of(unsafe, CODE), found))
                .containsExactly(Verdict.refuse("format", ErrorCode.UNSAFE_FORMAT, "pickles; b is odd"), CODE);
        assertThat(completed(inspection(1, 1), Verdict.warn("format", "no weights"))
                        .result())
                .isEqualTo(Result.WARN);
    }
}
