package dev.venom.runtime.spi.transport;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The address of a server as a setting names it: {@code http} or {@code https}, a host, perhaps a port and a path.
 * What can't be used is refused by the setting's name, so that no other server is asked in its place. Immutable.
 *
 * @param uri scheme, host, port and path, without a slash at its end
 */
public record WebAddress(URI uri) {
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_SHOWN = 100;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * Reads the value of a setting.
     *
     * @param setting its name, for the error
     * @param value its value
     * @param example a value that could be used, for the error
     * @return the address
     * @throws VenomException INVALID_REQUEST naming the setting and what is wrong with its value
     */
    public static WebAddress parse(String setting, String value, String example) {
        try {
            return new WebAddress(checked(value));
        } catch (UnusableException unusable) {
            throw refused(setting, value, String.valueOf(unusable.getMessage()), example);
        }
    }

    /**
     * What is wrong with a value, for whoever names it in words of his own.
     *
     * @param value the value
     * @return the end of a sentence; empty for an address that can be used
     */
    public static Optional<String> defect(String value) {
        try {
            checked(value);
            return Optional.empty();
        } catch (UnusableException unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    /**
     * The error for a value that is no address.
     *
     * @param setting its name
     * @param value its value, shown only where it can hold no secret
     * @param reason what is wrong with it, as the end of a sentence
     * @param example a value that could be used
     * @return INVALID_REQUEST
     */
    public static VenomException refused(String setting, String value, String reason, String example) {
        return new VenomException(
                ErrorCode.INVALID_REQUEST,
                setting + shown(value) + " can't be used: " + reason + ".",
                "Set it to an address such as " + example + ", or unset it.");
    }

    /**
     * Its origin.
     *
     * @return scheme, host and port
     */
    public Origin origin() {
        return Origin.of(uri);
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static URI checked(String value) throws UnusableException {
        require(!value.strip().matches("(?s).*[,;\\s].*"), "it holds more than one address");
        String text = value.strip().replaceAll("/+$", "");
        require(text.contains("://"), "it begins with neither http:// nor https://");
        URI uri = uri(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        require(SCHEMES.contains(scheme), "its scheme is neither http nor https");
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        require(!authority.contains("@"), "it holds a user or a password, which would not be sent");
        require(uri.getRawQuery() == null && uri.getRawFragment() == null, "it has a query or a fragment");
        require(Origin.find(uri).isPresent(), "it has no host, or one that can't be");
        int port = Origin.of(uri).port();
        require(port > 0 && port <= HIGHEST_PORT, "its port is none");
        return uri;
    }

    private static URI uri(String text) throws UnusableException {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            // without its cause, which quotes the value
            throw new UnusableException("it is not an address");
        }
    }

    private static void require(boolean holds, String otherwise) throws UnusableException {
        if (!holds) {
            throw new UnusableException(otherwise);
        }
    }

    /** Before an {@code @} stands a password, behind a {@code ?} may be a key. */
    private static String shown(String value) {
        boolean mayHoldSecret = value.matches("(?s).*[@?].*") || value.length() > LONGEST_SHOWN;
        return mayHoldSecret ? "" : " ('" + value.replaceAll("[^\\x20-\\x7e]", "?") + "')";
    }

    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String reason) {
            super(reason);
        }
    }
}
