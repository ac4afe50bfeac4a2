package dev.venom.runtime.provider.hf.internal.selection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The quantization in the name of a GGUF file, and which one is taken where nobody chooses: Q4_K_M, the usual
 * balance of size and quality; then its neighbours of four bits, five, six and eight, three, two, one; last the
 * unquantized ones. Immutable.
 *
 * @param label such as {@code Q4_K_M}
 */
public record Quantization(String label) {
    private static final Pattern IN_NAME = Pattern.compile(
            "(?:^|[-._/])((?:UD-)?(?:I?Q[1-8]|TQ[12])(?:_[A-Z0-9]+)*|MXFP4(?:_[A-Z]+)?|NVFP4|BF16|FP?16|FP?32)(?=[-._/]|$)");
    private static final List<String> PREFERENCE = List.of(
            "Q4_K_M", "Q4_K_S", "Q4_K", "Q4_0", "Q4_1", "Q4", "IQ4_XS", "IQ4_NL", "IQ4", "MXFP4", "NVFP4", "Q5_K_M",
            "Q5", "Q6", "Q8", "Q7", "Q3_K_M", "Q3", "IQ3", "Q2", "IQ2", "TQ2", "TQ1", "IQ1", "Q1", "BF16", "F16",
            "FP16", "F32", "FP32");

    /**
     * Finds the quantization in a name.
     *
     * @param path name of the file, with its directories
     * @return the last one that the name holds
     */
    public static Optional<Quantization> in(String path) {
        String name = path.toUpperCase(Locale.ROOT).replaceAll("\\.GGUF$", "");
        Matcher matcher = IN_NAME.matcher(name);
        Optional<Quantization> last = Optional.empty();
        while (matcher.find()) {
            last = Optional.of(new Quantization(matcher.group(1)));
        }
        return last;
    }

    /** Its place in the order of preference; lower is taken first. */
    int rank() {
        String plain = label.startsWith("UD-") ? label.substring(3) : label;
        for (int rank = 0; rank < PREFERENCE.size(); rank++) {
            if (plain.startsWith(PREFERENCE.get(rank))) {
                return 2 * rank + (label.length() == plain.length() ? 0 : 1);
            }
        }
        return unknownRank();
    }

    /** The place of a file whose name says nothing. */
    static int unknownRank() {
        return 2 * PREFERENCE.size();
    }

    @Override
    public String toString() {
        return label;
    }
}
