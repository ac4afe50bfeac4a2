package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Origin;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy to use for what, by {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code ALL_PROXY} and {@code
 * NO_PROXY}. Lower-case names beat upper-case ones, as with curl. The local host is reached directly unless
 * asked otherwise. Immutable.
 */
public final class ProxyRules extends ProxySelector {
    private final Optional<Setting> forHttp;
    private final Optional<Setting> forHttps;
    private final DirectHosts direct;

    private ProxyRules(Optional<Setting> forHttp, Optional<Setting> forHttps, DirectHosts direct) {
        this.forHttp = forHttp;
        this.forHttps = forHttps;
        this.direct = direct;
    }

    /** Reads environment variables. A value that makes no sense fails the calls that need it, and no others. */
    public static ProxyRules from(Map<String, String> environment) {
        return new ProxyRules(
                setting(environment, "HTTP_PROXY"),
                setting(environment, "HTTPS_PROXY"),
                DirectHosts.parse(variable(environment, "NO_PROXY").orElse("")));
    }

    /** No proxy for anything. */
    public static ProxyRules none() {
        return from(Map.of());
    }

    /** The same rules, for the local host too. */
    public ProxyRules withLocalHost() {
        return new ProxyRules(forHttp, forHttps, direct.withoutLocalHost());
    }

    private static Optional<Setting> setting(Map<String, String> environment, String name) {
        Optional<String> own = variable(environment, name);
        String asked = own.isPresent() ? name : "ALL_PROXY";
        return own.or(() -> variable(environment, "ALL_PROXY")).map(value -> new Setting(asked, value));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /**
     * The proxy for an address; empty where it is reached directly.
     *
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST, naming the variable, if its value
     *     cannot be used
     */
    Optional<ProxyServer> serverFor(URI uri) {
        if (Origin.find(uri).isEmpty() || direct.contains(uri)) {
            return Optional.empty();
        }
        Optional<Setting> setting = "https".equalsIgnoreCase(uri.getScheme()) ? forHttps : forHttp;
        if (setting.isPresent()) {
            direct.requireUsable();
        }
        return setting.map(Setting::server);
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(serverFor(uri).map(ProxyServer::toProxy).orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // Each address has one proxy at most: there is nothing to choose anew
    }

    private record Setting(String variable, String value) {
        ProxyServer server() {
            return ProxyServer.parse(variable, value);
        }

        @Override
        public String toString() {
            // The value may hold a password
            return variable;
        }
    }
}
