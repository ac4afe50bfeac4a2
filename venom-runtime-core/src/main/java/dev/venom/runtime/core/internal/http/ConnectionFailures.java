package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Tells what is behind a broken exchange, and says it in words that name host and next step. */
final class ConnectionFailures {
    private static final int DEEPEST_CAUSE = 20;
    // All that the JDK tells of a proxy that answers CONNECT with neither 200 nor 407
    private static final String FAILED_TUNNEL = "Tunnel failed";

    private ConnectionFailures() {}

    /** Describes what happened on a hop, through a proxy or not. */
    static TransportException describe(Throwable cause, URI hop, Optional<ProxyServer> proxy) {
        TransportProblem problem = problemOf(cause);
        ErrorCode code = problem == TransportProblem.HEAD_TIMEOUT ? ErrorCode.STALLED : ErrorCode.NETWORK;
        String through = proxy.map(server -> " through the proxy " + server).orElse("");
        String message = "Cannot reach " + Addresses.shownOrigin(hop) + through + ": " + reason(problem, cause);
        return new TransportException(problem, new VenomException(code, message, hint(problem, proxy), cause), cause);
    }

    static TransportProblem problemOf(Throwable failure) {
        if (isCausedBy(failure, UnresolvedAddressException.class) || isCausedBy(failure, UnknownHostException.class)) {
            return TransportProblem.UNKNOWN_HOST;
        }
        if (isCausedBy(failure, HttpConnectTimeoutException.class)) {
            return TransportProblem.CONNECT_TIMEOUT;
        }
        if (isCausedBy(failure, HttpTimeoutException.class)) {
            return TransportProblem.HEAD_TIMEOUT;
        }
        if (isCausedBy(failure, CertificateException.class)) {
            return TransportProblem.UNTRUSTED;
        }
        if (isCausedBy(failure, SSLException.class)) {
            return TransportProblem.TLS;
        }
        if (isCausedBy(failure, ConnectException.class)) {
            return TransportProblem.REFUSED;
        }
        return messages(failure).contains(FAILED_TUNNEL) ? TransportProblem.PROXY : TransportProblem.BROKEN;
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE);
    }

    private static String messages(Throwable failure) {
        return causes(failure).map(Throwable::getMessage).reduce("", (all, message) -> all + " " + message);
    }

    private static String reason(TransportProblem problem, Throwable cause) {
        return switch (problem) {
            case REFUSED -> "the connection was refused";
            case UNKNOWN_HOST -> "the host name has no address";
            case CONNECT_TIMEOUT -> "no connection came about in time";
            case HEAD_TIMEOUT -> "it accepted the request and did not answer in time";
            case UNTRUSTED -> "its certificate is not trusted";
            case TLS -> "TLS failed (" + deepest(cause) + ")";
            case PROXY -> "the proxy did not open a tunnel (" + deepest(cause) + ")";
            case BROKEN -> "the connection broke (" + deepest(cause) + ")";
        };
    }

    // Only what the system says, such as "Connection reset": texts of ours and of the JDK's client may be long
    private static String deepest(Throwable failure) {
        return causes(failure)
                .filter(IOException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .reduce("no reason given", (outer, inner) -> inner);
    }

    private static String hint(TransportProblem problem, Optional<ProxyServer> proxy) {
        return switch (problem) {
            case REFUSED ->
                proxy.isPresent()
                        ? "Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY, and that the proxy runs."
                        : "Check that the server runs, and the address (HF_ENDPOINT, OLLAMA_REGISTRY or OLLAMA_HOST"
                                + " where set).";
            case UNKNOWN_HOST ->
                "Check DNS and the spelling (HF_ENDPOINT or OLLAMA_REGISTRY where set); behind a"
                        + " proxy set HTTPS_PROXY.";
            case CONNECT_TIMEOUT -> "Check the network and firewall; behind a proxy set HTTPS_PROXY.";
            case HEAD_TIMEOUT, BROKEN -> "Try again; what was downloaded is kept.";
            case UNTRUSTED ->
                "Add the authority to the JVM's trust store (-Djavax.net.ssl.trustStore), as behind a"
                        + " proxy that inspects TLS.";
            case TLS -> "Check that the address speaks TLS, and proxies between.";
            case PROXY -> "Check that the proxy allows this host and port, or list the host in NO_PROXY.";
        };
    }
}
