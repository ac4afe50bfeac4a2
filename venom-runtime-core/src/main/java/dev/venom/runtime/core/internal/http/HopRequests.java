package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.HttpCall;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;

/** Makes the request for one hop: who may see what is decided here and nowhere else. Immutable. */
final class HopRequests {
    private static final Set<String> SECRET_FIELDS = Set.of("authorization", "cookie", "proxy-authorization");

    private final ProxyRules proxies;
    private final String userAgent = UserAgent.current();

    HopRequests(ProxyRules proxies) {
        this.proxies = proxies;
    }

    HttpRequest make(WireRequest request, Itinerary itinerary) {
        HttpCall call = request.call();
        HttpRequest.Builder hop = HttpRequest.newBuilder(itinerary.uri())
                .timeout(request.headTimeout())
                .method(itinerary.method(), body(call, itinerary));
        call.headers().forEach((name, value) -> {
            if (itinerary.isAtHome() || !SECRET_FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
                hop.setHeader(name, value);
            }
        });
        hop.setHeader("User-Agent", userAgent(call));
        // Sizes and ranges count stored bytes only where nothing is compressed on the way
        hop.setHeader("Accept-Encoding", "identity");
        request.range().ifPresent(range -> hop.setHeader("Range", range.toHeader()));
        call.credential()
                .filter(credential -> credential.origin().equals(itinerary.origin()))
                .ifPresent(credential -> hop.setHeader("Authorization", credential.authorization()));
        // Not by an Authenticator: with one, the JDK fails on a 401 that has no WWW-Authenticate
        proxies.serverFor(itinerary.uri())
                .flatMap(ProxyServer::authorization)
                .ifPresent(secret -> hop.setHeader("Proxy-Authorization", secret));
        return hop.build();
    }

    /** A server may decide by the client that a provider stands for; who really asks follows. */
    private String userAgent(HttpCall call) {
        return call.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("User-Agent"))
                .map(header -> header.getValue() + " " + userAgent)
                .findFirst()
                .orElse(userAgent);
    }

    private static BodyPublisher body(HttpCall call, Itinerary itinerary) {
        return call.body()
                .filter(bytes -> itinerary.carriesBody())
                .map(BodyPublishers::ofByteArray)
                .orElseGet(BodyPublishers::noBody);
    }
}
