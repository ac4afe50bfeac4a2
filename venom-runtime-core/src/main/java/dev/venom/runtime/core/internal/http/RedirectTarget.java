package dev.venom.runtime.core.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads a {@code Location}, also one with characters that the JDK takes only in escaped form. */
final class RedirectTarget {
    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

    private RedirectTarget() {}

    /**
     * The address that a redirect names.
     *
     * @param base who redirects
     * @param location the field; it may be relative
     * @return an absolute address without fragment; empty where there is none
     */
    static Optional<URI> of(URI base, String location) {
        try {
            URI target = new URI(escaped(withoutFragment(location.strip())));
            return Optional.of(isQueryOnly(target) ? withQuery(base, target) : base.resolve(target));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static String withoutFragment(String location) {
        int fragment = location.indexOf('#');
        return fragment < 0 ? location : location.substring(0, fragment);
    }

    private static boolean isQueryOnly(URI target) {
        return !target.isAbsolute()
                && target.getRawAuthority() == null
                && target.getRawPath().isEmpty();
    }

    // URI.resolve follows RFC 2396, which drops the last segment of the path here
    private static URI withQuery(URI base, URI target) throws URISyntaxException {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        return new URI(base.getScheme() + "://" + base.getRawAuthority() + path + query);
    }

    private static String escaped(String location) {
        StringBuilder text = new StringBuilder(location.length());
        // The JDK hands each byte of a field over as one character
        for (byte octet : location.getBytes(StandardCharsets.ISO_8859_1)) {
            char character = (char) (octet & 0xFF);
            if (isPlain(character)) {
                text.append(character);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || ALLOWED.indexOf(character) >= 0;
    }
}
