package dev.venom.runtime.core.internal.runtime.state;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.LocalAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A server that nobody described, as it was last seen: it stays listed when it is gone. Immutable.
 *
 * @param kind the driver that found it
 * @param baseUri where it answered
 * @param owner who ran it, in words
 * @param supervisor what may start and stop it; empty where it is external
 * @param unit its unit
 * @param scope the manager of that unit
 * @param seenAt when it answered last, to the minute
 */
public record DiscoveredRuntime(
        String kind,
        URI baseUri,
        String owner,
        Optional<String> supervisor,
        Optional<String> unit,
        RuntimeSpec.Scope scope,
        Instant seenAt) {
    /**
     * Whether it was seen at an address, however that is spelled.
     *
     * @param address an address
     * @return true for the same address, and on this host for one that the same server has
     */
    public boolean isAt(URI address) {
        return baseUri.getRawAuthority().equalsIgnoreCase(address.getRawAuthority())
                || LocalAddress.of(baseUri)
                        .flatMap(here -> LocalAddress.of(address).filter(here::overlaps))
                        .isPresent();
    }

    /**
     * Whether another look found the same.
     *
     * @param other what it found
     * @return true if only the time differs
     */
    public boolean isSameAs(DiscoveredRuntime other) {
        return new DiscoveredRuntime(kind, baseUri, owner, supervisor, unit, scope, other.seenAt).equals(other);
    }
}
