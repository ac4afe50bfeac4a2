package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which hosts are reached without a proxy. Immutable. */
final class DirectHosts {
    private final List<DirectHost> rules;
    private final boolean localHost;
    private final Optional<VenomException> defect;

    private DirectHosts(List<DirectHost> rules, boolean localHost, Optional<VenomException> defect) {
        this.rules = rules;
        this.localHost = localHost;
        this.defect = defect;
    }

    /** Reads the value of {@code NO_PROXY}: entries parted by commas or blanks. */
    static DirectHosts parse(String value) {
        List<DirectHost> rules = new ArrayList<>();
        Optional<VenomException> defect = Optional.empty();
        for (String entry : value.split("[,;\\s]+")) {
            try {
                if (!entry.isEmpty()) {
                    rules.add(DirectHost.parse(entry));
                }
            } catch (IllegalArgumentException unusable) {
                defect = Optional.of(refused(entry, String.valueOf(unusable.getMessage())));
            }
        }
        return new DirectHosts(List.copyOf(rules), true, defect);
    }

    private static VenomException refused(String entry, String reason) {
        String shown = entry.contains("@") ? "an entry" : "the entry '" + entry.replaceAll("[^\\x21-\\x7e]", "?") + "'";
        return new VenomException(
                ErrorCode.INVALID_REQUEST,
                "Cannot use the value of NO_PROXY: " + shown + " can't be meant, " + reason,
                "Write names, addresses or networks such as 10.0.0.0/8, parted by commas.");
    }

    /**
     * Fails where an entry makes no sense: whatever was meant by it would be asked through a proxy.
     *
     * @throws VenomException INVALID_REQUEST, naming the variable
     */
    void requireUsable() {
        defect.ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** The same, but for the local host, which only its own entries make direct. */
    DirectHosts withoutLocalHost() {
        return new DirectHosts(rules, false, defect);
    }

    /** Whether an address is reached directly. */
    boolean contains(URI uri) {
        HostName host = HostName.of(uri);
        return localHost && host.isLocal() || rules.stream().anyMatch(rule -> rule.matches(host));
    }
}
