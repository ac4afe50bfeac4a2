package dev.venom.runtime.examples.cockpit.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The secret that a caller has to know. Compared in constant time; never shown. Immutable. */
public final class AccessToken {
    private static final String BEARER = "Bearer ";

    private final byte[] digest;

    private AccessToken(byte[] digest) {
        this.digest = digest;
    }

    /**
     * Keeps a secret.
     *
     * @param secret what callers have to send
     * @return the token
     */
    public static AccessToken of(String secret) {
        return new AccessToken(sha256(secret));
    }

    /**
     * Whether a header brings the secret.
     *
     * @param authorization the value of the Authorization header
     * @return true for {@code Bearer} and the secret
     */
    boolean isIn(Optional<String> authorization) {
        return authorization
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> sha256(value.substring(BEARER.length()).strip()))
                .filter(other -> MessageDigest.isEqual(digest, other))
                .isPresent();
    }

    /** Digests of one length: comparing them tells nothing of the secret's own length. */
    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "AccessToken";
    }
}
