package dev.venom.runtime.provider.hf.internal.hub;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the Hub says about a model without its files. Immutable.
 *
 * @param gated true if terms have to be accepted
 * @param customCode true if the Hub knows that the model needs code of its own
 * @param license licence identifier
 * @param parameters number of weights
 * @param contextLength longest sequence in tokens
 * @param architectures names from its configuration
 * @param quantization quantization method from its configuration
 * @param scan what the Hub's scan found
 */
public record RepoInfo(
        boolean gated,
        boolean customCode,
        Optional<String> license,
        OptionalLong parameters,
        OptionalLong contextLength,
        List<String> architectures,
        Optional<String> quantization,
        Scan scan) {
    /** Nothing was asked or answered. */
    public static final RepoInfo UNKNOWN = new RepoInfo(
            false,
            false,
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            Optional.empty(),
            Scan.UNKNOWN);

    /** Copies the list. */
    public RepoInfo {
        architectures = List.copyOf(architectures);
    }

    /**
     * Outcome of the Hub's scan for malware and dangerous pickles. Advisory. Immutable.
     *
     * @param done true if the Hub says that all files were scanned
     * @param suspicious files with findings
     */
    public record Scan(boolean done, List<String> suspicious) {
        /** The Hub says nothing. */
        public static final Scan UNKNOWN = new Scan(false, List.of());

        /** Copies the list. */
        public Scan {
            suspicious = List.copyOf(suspicious);
        }
    }
}
