package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpReply;
import java.net.URI;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out that a server is there and its address is wrong, which looks like a server that is not up yet: http is
 * spoken to a port that speaks TLS, or TLS to one that does not, or its certificate is not trusted. No waiting mends
 * that.
 */
final class AddressDiagnosis {
    private static final int DEEPEST_CAUSE = 20;
    private static final int BAD_REQUEST = 400;
    /** nginx, Apache, Go, Jetty and others each say it in their own words, all of them with 400. */
    private static final Pattern WANTS_TLS = Pattern.compile("(?i)\\b(?:https|ssl|tls)\\b");
    /** What the JDK says of bytes that are no record of TLS. */
    private static final Pattern NO_TLS = Pattern.compile("(?i)unrecognized SSL message");

    private static final Pattern REFUSED_FOR_GOOD = Pattern.compile(
            "Received fatal alert: (?:handshake_failure|protocol_version|certificate_required|bad_certificate|unknown_ca"
                    + "|unrecognized_name|insufficient_security|access_denied)");

    private AddressDiagnosis() {}

    /** What is wrong with the address, where an exchange broke over it. */
    static Optional<VenomException> behind(TransportException broken, URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        return switch (broken.problem()) {
            case UNTRUSTED -> Optional.of(untrusted(broken, uri));
            case TLS, HEAD_TIMEOUT, CONNECT_TIMEOUT -> secure ? ofTls(broken, uri) : Optional.empty();
            case BROKEN -> secure ? ofTls(broken, uri) : ofPlain(broken, uri);
            default -> Optional.empty();
        };
    }

    /** What is wrong with the address, where the server says so itself. */
    static Optional<VenomException> saidBy(HttpReply reply, URI uri) {
        boolean said = "http".equalsIgnoreCase(uri.getScheme())
                && reply.head().status() == BAD_REQUEST
                && WANTS_TLS.matcher(reply.text()).find();
        return said && ProtocolProbe.speaksTls(uri) ? Optional.of(wantsTls(uri, Optional.empty())) : Optional.empty();
    }

    private static Optional<VenomException> ofPlain(TransportException broken, URI uri) {
        return ProtocolProbe.speaksTls(uri) ? Optional.of(wantsTls(uri, Optional.of(broken))) : Optional.empty();
    }

    private static Optional<VenomException> ofTls(TransportException broken, URI uri) {
        String words = messages(broken);
        if (NO_TLS.matcher(words).find() || ProtocolProbe.speaksPlainHttp(uri)) {
            return Optional.of(mistake(
                    Addresses.shownOrigin(uri) + " does not speak TLS.",
                    "Write http:// in its \"base_url\", or let the server have a certificate.",
                    broken));
        }
        return REFUSED_FOR_GOOD.matcher(words).find()
                ? Optional.of(mistake(
                        Addresses.shownOrigin(uri) + " refuses the TLS of this side: " + deepest(broken) + ".",
                        "Let the server accept TLS 1.2 or 1.3 for this name, without a certificate of the client's.",
                        broken))
                : Optional.empty();
    }

    private static VenomException wantsTls(URI uri, Optional<Throwable> cause) {
        String what = Addresses.shownOrigin(uri) + " speaks TLS, and was asked without.";
        String cure = "Write https:// in its \"base_url\".";
        return cause.map(broken -> mistake(what, cure, broken))
                .orElseGet(() -> new VenomException(ErrorCode.INVALID_REQUEST, what, cure));
    }

    private static VenomException untrusted(TransportException broken, URI uri) {
        String origin = Addresses.shownOrigin(uri);
        if (causes(broken).anyMatch(CertificateExpiredException.class::isInstance)) {
            return mistake("The certificate of " + origin + " has expired.", "Let the server have a new one.", broken);
        }
        if (causes(broken).anyMatch(CertificateNotYetValidException.class::isInstance)) {
            return mistake(
                    "The certificate of " + origin + " is not valid yet.", "Check the clocks of both hosts.", broken);
        }
        String words = messages(broken);
        if (words.contains("No subject alternative") || words.contains("No name matching")) {
            return mistake(
                    "The certificate of " + origin + " is made for another name.",
                    "Write in its \"base_url\" the name for which it is made.",
                    broken);
        }
        return mistake(
                "The certificate of " + origin + " is not trusted.",
                "Add it, or the authority that signed it, to the JVM's trust store (-Djavax.net.ssl.trustStore).",
                broken);
    }

    private static VenomException mistake(String what, String cure, Throwable cause) {
        return new VenomException(ErrorCode.INVALID_REQUEST, what, cure, cause);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE);
    }

    private static String messages(Throwable failure) {
        return causes(failure).map(Throwable::getMessage).reduce("", (all, message) -> all + " " + message);
    }

    private static String deepest(Throwable failure) {
        return causes(failure)
                .map(cause -> String.valueOf(cause.getMessage()))
                .reduce("no reason given", (outer, inner) -> inner);
    }
}
