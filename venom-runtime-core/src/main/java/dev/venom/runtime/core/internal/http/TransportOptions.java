package dev.venom.runtime.core.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a transporter is made of. Immutable; each {@code with} method returns a copy.
 *
 * @param proxies which proxy to use for what
 * @param connectTimeout longest time to open a connection
 * @param clock the time, for waits that servers name
 * @param sleeper how such waits pass
 * @param tls whom to trust; empty for the JVM's own trust
 */
public record TransportOptions(
        ProxyRules proxies, Duration connectTimeout, Clock clock, Sleeper sleeper, Optional<SSLContext> tls) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Checks that nothing is missing. */
    public TransportOptions {
        Objects.requireNonNull(proxies, "proxies");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "sleeper");
        Objects.requireNonNull(tls, "tls");
    }

    /** Proxies from environment variables, real time, and 10 s to connect. */
    public static TransportOptions of(Map<String, String> environment) {
        return new TransportOptions(
                ProxyRules.from(environment), CONNECT_TIMEOUT, Clock.systemUTC(), Sleeper.realTime(), Optional.empty());
    }

    /** Other proxies. */
    public TransportOptions withProxies(ProxyRules other) {
        return new TransportOptions(other, connectTimeout, clock, sleeper, tls);
    }

    /** Another limit for connecting. */
    public TransportOptions withConnectTimeout(Duration limit) {
        return new TransportOptions(proxies, limit, clock, sleeper, tls);
    }

    /** Another time. */
    public TransportOptions withTime(Clock otherClock, Sleeper otherSleeper) {
        return new TransportOptions(proxies, connectTimeout, otherClock, otherSleeper, tls);
    }

    /** Trusts whom a context trusts, and shows its certificates. */
    public TransportOptions withTls(SSLContext context) {
        return new TransportOptions(proxies, connectTimeout, clock, sleeper, Optional.of(context));
    }
}
