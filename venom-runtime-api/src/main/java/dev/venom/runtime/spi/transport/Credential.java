package dev.venom.runtime.spi.transport;

import java.util.Objects;

/**
 * The value of an {@code Authorization} field and the only origin that may see it. It prints as stars,
 * and a redirect to another origin goes without it. Immutable.
 */
public final class Credential {
    private final Origin origin;
    private final String authorization;

    private Credential(Origin origin, String authorization) {
        this.origin = Objects.requireNonNull(origin, "origin");
        this.authorization = Objects.requireNonNull(authorization, "authorization");
    }

    /**
     * A bearer token.
     *
     * @param origin who may see it
     * @param token the secret
     * @return the credential
     */
    public static Credential bearer(Origin origin, String token) {
        return new Credential(origin, "Bearer " + token);
    }

    /**
     * Any other scheme.
     *
     * @param origin who may see it
     * @param authorization the whole value of the field
     * @return the credential
     */
    public static Credential of(Origin origin, String authorization) {
        return new Credential(origin, authorization);
    }

    /**
     * Who may see it.
     *
     * @return the origin
     */
    public Origin origin() {
        return origin;
    }

    /**
     * The secret itself, for the transport only.
     *
     * @return the value of the {@code Authorization} field
     */
    public String authorization() {
        return authorization;
    }

    @Override
    public String toString() {
        return "Credential[***, " + origin + "]";
    }
}
