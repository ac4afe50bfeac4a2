package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the next page of a listing in a {@code Link} field. Its path and query are asked of the endpoint that is
 * configured, whatever host the field names: mirrors pass the Hub's own address on, and proxies that end TLS that of the
 * server behind them. So the token stays where it belongs and no page is lost.
 */
final class NextPage {
    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

    private NextPage() {}

    /**
     * The address of the next page.
     *
     * @param head the answer with the page before it
     * @param endpoint who is asked
     * @return the address; empty where this was the last page
     * @throws UnfinishedListingException if there is a next page that can't be asked for
     */
    static Optional<URI> of(ReplyHead head, Endpoint endpoint) throws UnfinishedListingException {
        for (String field : head.headers().all("Link")) {
            Optional<String> target = LinkField.next(field);
            if (target.isPresent()) {
                return Optional.of(at(endpoint, head.uri(), target.get()));
            }
        }
        return Optional.empty();
    }

    private static URI at(Endpoint endpoint, URI page, String target) throws UnfinishedListingException {
        try {
            URI link = new URI(escaped(target.strip()));
            String path =
                    link.getRawPath() == null || link.getRawPath().isEmpty() ? page.getRawPath() : path(page, link);
            String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
            return endpoint.at(path, query);
        } catch (URISyntaxException notAnAddress) {
            throw new UnfinishedListingException("names a next page that is no address");
        }
    }

    private static String path(URI page, URI link) {
        return link.getRawPath().startsWith("/")
                ? link.getRawPath()
                : page.resolve(link).getRawPath();
    }

    /** Cursors are opaque, and not every server escapes them as an address wants it. */
    private static String escaped(String target) {
        StringBuilder text = new StringBuilder(target.length());
        for (byte octet : target.getBytes(StandardCharsets.ISO_8859_1)) {
            char character = (char) (octet & 0xff);
            boolean isPlain = character < 0x7f && Character.isLetterOrDigit(character);
            if (isPlain || ALLOWED.indexOf(character) >= 0) {
                text.append(character);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return text.toString();
    }
}
