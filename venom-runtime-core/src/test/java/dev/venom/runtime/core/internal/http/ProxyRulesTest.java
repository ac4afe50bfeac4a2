package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRulesTest {
    @ParameterizedTest(name = "{0}={1} {2}={3}: {4} by {5}")
    @CsvSource({
        "HTTP_PROXY,  http://p:1,  -,           -,          http://a.b/,   p:1",
        "HTTP_PROXY,  http://p:1,  -,           -,          https://a.b/,  direct",
        "HTTPS_PROXY, http://p:1,  -,           -,          https://a.b/,  p:1",
        "HTTPS_PROXY, http://p:1,  -,           -,          http://a.b/,   direct",
        "https_proxy, http://p:1,  -,           -,          https://a.b/,  p:1",
        "HTTP_PROXY,  http://up:1, http_proxy,  low:2,      http://a.b/,   low:2",
        "ALL_PROXY,   http://p:1,  -,           -,          https://a.b/,  p:1",
        "ALL_PROXY,   http://p:1,  HTTPS_PROXY, http://s:2, https://a.b/,  s:2",
        "all_proxy,   p:1,         -,           -,          http://a.b/,   p:1",
        "HTTP_PROXY,  p,           -,           -,          http://a.b/,   p:80",
        "HTTP_PROXY,  http://u:s@p:1, -,        -,          http://a.b/,   p:1",
        "HTTP_PROXY,  http://[::2]:1, -,        -,          http://a.b/,   [::2]:1",
        "HTTP_PROXY,  ' ',         -,           -,          http://a.b/,   direct",
    })
    void choosesTheProxyByScheme(
            String name, String value, String other, String otherValue, URI target, String expected) {
        Map<String, String> environment = new HashMap<>(Map.of(name, value));
        environment.put(other, otherValue);

        assertThat(chosen(environment, target)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "NO_PROXY={0}: {1} is {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "hub.example;                 http://hub.example/;            direct",
                "hub.example;                 http://cdn.hub.example/;        direct",
                "hub.example;                 http://nothub.example/;         proxied",
                "hub.example;                 http://hub.example.org/;        proxied",
                "HUB.Example;                 http://hub.EXAMPLE/;            direct",
                "hub.example.;                http://hub.example/;            direct",
                "hub.example;                 http://hub.example./;           direct",
                ".hub.example;                http://cdn.hub.example/;        direct",
                ".hub.example;                http://hub.example/;            direct",
                "*.hub.example;               http://cdn.hub.example/;        direct",
                "*;                           http://anything.example/;       direct",
                "a.b,hub.example;             http://hub.example/;            direct",
                "'a.b ,  hub.example';        http://hub.example/;            direct",
                "'a.b hub.example';           http://hub.example/;            direct",
                "hub.example:8080;            http://hub.example:8080/;       direct",
                "hub.example:8080;            http://hub.example/;            proxied",
                "hub.example:80;              http://hub.example/;            direct",
                "10.1.2.3;                    http://10.1.2.3:99/;            direct",
                "10.1.2.3;                    http://10.1.2.4/;               proxied",
                "10.0.0.0/8;                  http://10.200.1.1/;             direct",
                "10.0.0.0/8;                  http://11.0.0.1/;               proxied",
                "10.0.0.0/9;                  http://10.128.0.1/;             proxied",
                "10.0.0.0/8;                  http://10.example/;             proxied",
                "192.168.1.0/24:81;           http://192.168.1.7:81/;         direct",
                "192.168.1.0/24:81;           http://192.168.1.7/;            proxied",
                "2001:db8::/32;               http://[2001:db8::1]/;          direct",
                "2001:db8::1;                 http://[2001:db8:0:0::1]/;      direct",
                "[2001:db8::1]:81;            http://[2001:db8::1]:81/;       direct",
                "2001:db8::/32;               http://[2001:db9::1]/;          proxied",
                "0.0.0.0/0;                   http://[2001:db9::1]/;          proxied",
                "'';                          http://localhost:1/;            direct",
                "'';                          http://hub.localhost/;          direct",
                "'';                          http://127.3.2.1/;              direct",
                "'';                          http://[::1]/;                  direct",
                "',,';                        http://hub.example/;            proxied",
                "'.';                         http://hub.example/;            proxied",
            })
    void reachesListedHostsDirectly(String list, URI target, String expected) {
        String chosen = chosen(Map.of("HTTP_PROXY", "http://p:1", "NO_PROXY", list), target);

        assertThat(chosen).isEqualTo(expected.equals("direct") ? "direct" : "p:1");
    }

    @Test
    void reachesTheLocalHostThroughTheProxyWhereAskedAndNotListed() {
        ProxyRules rules = ProxyRules.from(Map.of("HTTP_PROXY", "http://p:1", "no_proxy", "localhost"))
                .withLocalHost();

        assertThat(rules.serverFor(URI.create("http://127.0.0.1/"))).isPresent();
        assertThat(rules.serverFor(URI.create("http://localhost/"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://user:hunter2@p:1",
                "https://user:hunter2@p:1",
                "http://user:hunter2@",
                "http://user:hunter2@p:x"
            })
    void refusesWhatIsNoUsableProxyWithoutRepeatingItsPassword(String value) {
        assertThatThrownBy(() -> chosen(Map.of("HTTPS_PROXY", value), URI.create("https://a.b/")))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void reachesTheLocalHostWhateverTheProxySettings() {
        assertThat(chosen(Map.of("ALL_PROXY", "socks5://p:1"), URI.create("http://localhost:11434/")))
                .isEqualTo("direct");
    }

    @Test
    void doesNotMindAnUnusableFallbackThatIsNotNeeded() {
        Map<String, String> environment =
                Map.of("ALL_PROXY", "socks5://p:1", "HTTP_PROXY", "http://p:2", "HTTPS_PROXY", "http://p:2");

        assertThat(chosen(environment, URI.create("http://a.b/"))).isEqualTo("p:2");
    }

    @Test
    void decodesUserAndPasswordOfTheProxy() {
        ProxyServer server = ProxyServer.parse("HTTP_PROXY", "http://me%40corp:a+b%3Ac@p:1");

        // me@corp:a+b:c
        assertThat(server.authorization()).contains("Basic bWVAY29ycDphK2I6Yw==");
    }

    private static String chosen(Map<String, String> environment, URI target) {
        return ProxyRules.from(environment)
                .serverFor(target)
                .map(ProxyServer::toString)
                .orElse("direct");
    }
}
