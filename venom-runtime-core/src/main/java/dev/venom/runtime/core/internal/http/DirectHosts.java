package dev.venom.runtime.core.internal.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** Which hosts are reached without a proxy. Immutable. */
final class DirectHosts {
    private final List<DirectHost> rules;
    private final boolean localHost;

    private DirectHosts(List<DirectHost> rules, boolean localHost) {
        this.rules = rules;
        this.localHost = localHost;
    }

    /** Reads the value of {@code NO_PROXY}: entries parted by commas or blanks. */
    static DirectHosts parse(String value) {
        List<DirectHost> rules = Arrays.stream(value.split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .map(DirectHost::parse)
                .toList();
        return new DirectHosts(rules, true);
    }

    /** The same, but for the local host, which only its own entries make direct. */
    DirectHosts withoutLocalHost() {
        return new DirectHosts(rules, false);
    }

    /** Whether an address is reached directly. */
    boolean contains(URI uri) {
        HostName host = HostName.of(uri);
        return localHost && host.isLocal() || rules.stream().anyMatch(rule -> rule.matches(host));
    }
}
