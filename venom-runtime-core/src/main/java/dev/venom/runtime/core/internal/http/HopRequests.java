package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the request for one hop: who may see what is decided here and nowhere else. Immutable. */
final class HopRequests {
    private static final Set<String> SECRET_FIELDS = Set.of("authorization", "cookie", "proxy-authorization");

    private final ProxyRules proxies;
    private final String userAgent = UserAgent.current();

    HopRequests(ProxyRules proxies) {
        this.proxies = proxies;
    }

    HopRequest make(TransportRequest request, RedirectChain itinerary) {
        HttpCall call = request.call();
        Map<String, String> headers = new LinkedHashMap<>();
        call.headers().forEach((name, value) -> {
            if (itinerary.isAtHome() || !SECRET_FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, value);
            }
        });
        HopRequest hop = new HopRequest(
                        itinerary.uri(),
                        itinerary.method(),
                        headers,
                        call.body().filter(bytes -> itinerary.carriesBody()),
                        request.headTimeout())
                .with("User-Agent", userAgent(call))
                // Sizes and ranges count stored bytes only where nothing is compressed on the way
                .with("Accept-Encoding", "identity");
        Optional<String> range = request.range().map(ByteRange::toHeader);
        Optional<String> credential = call.credential()
                .filter(secret -> secret.origin().equals(itinerary.origin()))
                .map(Credential::authorization);
        // Not by an Authenticator: with one, the JDK fails on a 401 that has no WWW-Authenticate
        Optional<String> proxy = proxies.serverFor(itinerary.uri()).flatMap(ProxyServer::authorization);
        return with(with(with(hop, "Range", range), "Authorization", credential), "Proxy-Authorization", proxy);
    }

    private static HopRequest with(HopRequest hop, String name, Optional<String> value) {
        return value.map(text -> hop.with(name, text)).orElse(hop);
    }

    /** A server may decide by the client that a provider stands for; who really asks follows. */
    private String userAgent(HttpCall call) {
        return call.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("User-Agent"))
                .map(header -> header.getValue() + " " + userAgent)
                .findFirst()
                .orElse(userAgent);
    }
}
