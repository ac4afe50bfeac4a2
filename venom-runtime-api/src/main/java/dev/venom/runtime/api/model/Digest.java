package dev.venom.runtime.api.model;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the bytes of a file must hash to. Immutable.
 *
 * @param algorithm how it is computed
 * @param hex lower-case hexadecimal text, of the algorithm's length
 */
public record Digest(Algorithm algorithm, String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    /** How a digest is computed. */
    public enum Algorithm {
        /** SHA-256 over the content. */
        SHA256("sha256", 64),
        /**
         * SHA-1 over {@code "blob " + length + NUL + content}: git's own name of a file, used by hubs for
         * small files.
         */
        GIT_SHA1("git_sha1", 40);

        private final String label;
        private final int hexLength;

        Algorithm(String label, int hexLength) {
            this.label = label;
            this.hexLength = hexLength;
        }

        /**
         * The name used in manifests.
         *
         * @return {@code sha256} or {@code git_sha1}
         */
        public String label() {
            return label;
        }

        /**
         * Length of the hexadecimal text.
         *
         * @return 64 or 40
         */
        public int hexLength() {
            return hexLength;
        }
    }

    /** Checks form and length. A digest becomes a file name, so nothing else may pass. */
    public Digest {
        Objects.requireNonNull(algorithm, "algorithm");
        if (hex.length() != algorithm.hexLength || !HEX.matcher(hex).matches()) {
            throw new VenomException(
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    "A file was announced with a malformed " + algorithm.label + " digest.",
                    "The source is broken or not what it claims to be; try again later or check its address.");
        }
    }

    /**
     * A SHA-256 digest.
     *
     * @param hex 64 lower-case hexadecimal characters
     * @return the digest
     */
    public static Digest sha256(String hex) {
        return new Digest(Algorithm.SHA256, hex);
    }

    /**
     * A git blob id.
     *
     * @param hex 40 lower-case hexadecimal characters
     * @return the digest
     */
    public static Digest gitSha1(String hex) {
        return new Digest(Algorithm.GIT_SHA1, hex);
    }

    @Override
    public String toString() {
        return algorithm.label + ":" + hex;
    }
}
