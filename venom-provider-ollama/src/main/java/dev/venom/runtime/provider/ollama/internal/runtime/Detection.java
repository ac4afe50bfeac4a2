package dev.venom.runtime.provider.ollama.internal.runtime;

import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.provider.ollama.internal.process.DaemonProcess;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.DiscoveryContext;
import dev.venom.runtime.spi.runtime.FoundRuntime;
import dev.venom.runtime.spi.runtime.HealthReport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds daemons that run already: at {@code OLLAMA_HOST}, at the default port, and wherever a process that is {@code
 * ollama serve} says it listens. Immutable.
 *
 * @param context what there is to look with
 */
public record Detection(DiscoveryContext context) {
    private static final String ID = "ollama";
    private static final DaemonAddress DEFAULT = DaemonAddress.parse("");

    /**
     * Looks.
     *
     * @return daemons that answer, the one at {@code OLLAMA_HOST} first
     */
    public List<FoundRuntime> find() {
        List<FoundRuntime> found = new ArrayList<>();
        for (DaemonAddress address : addresses()) {
            HealthReport report = new DaemonHealth(new DaemonClient(address, context.transport())).report();
            if (report.health() == HealthReport.Health.HEALTHY) {
                found.add(describe(address));
            }
        }
        return found;
    }

    /**
     * Where the daemon of a name has to be.
     *
     * @param id the name
     * @return the configured address for the one that bears no port in its name
     */
    public Optional<URI> place(String id) {
        return id.equals(ID) ? Optional.of(configured().base()) : Optional.empty();
    }

    private FoundRuntime describe(DaemonAddress address) {
        ProcessTable processes = context.processes();
        Optional<DaemonProcess> process =
                address.isLocal() ? DaemonProcess.listening(address, processes) : Optional.empty();
        boolean isConfigured = isSame(address, configured());
        return new FoundRuntime(
                isConfigured ? ID : ID + "-" + address.port(),
                address.base(),
                process.map(DaemonProcess::entry),
                process.map(Owner::of).orElseGet(() -> Owner.unknown(address.isLocal())));
    }

    /** The configured address is asked in any case; others only where somebody listens. */
    private List<DaemonAddress> addresses() {
        List<DaemonAddress> addresses = new ArrayList<>(List.of(configured()));
        List<DaemonAddress> others = new ArrayList<>(List.of(DEFAULT));
        DaemonProcess.all(context.processes()).stream()
                .filter(process -> !process.isInContainer())
                .forEach(process -> process.address().ifPresent(others::add));
        for (DaemonAddress other : others) {
            boolean isNew = addresses.stream().noneMatch(known -> isSame(known, other));
            if (isNew && other.isLocal() && isListening(other)) {
                addresses.add(other);
            }
        }
        return addresses;
    }

    private boolean isListening(DaemonAddress address) {
        return LocalAddress.of(address.base())
                .flatMap(context.processes()::listener)
                .isPresent();
    }

    private DaemonAddress configured() {
        return DaemonAddress.of(context.settings());
    }

    /** On this host the port tells: a daemon may be named by several addresses. */
    private static boolean isSame(DaemonAddress one, DaemonAddress other) {
        return one.isLocal() && other.isLocal() ? one.port() == other.port() : one.equals(other);
    }
}
