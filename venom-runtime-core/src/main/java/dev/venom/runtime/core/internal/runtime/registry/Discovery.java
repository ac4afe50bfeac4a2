package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.runtime.state.DiscoveredRuntime;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.DiscoveryContext;
import dev.venom.runtime.spi.runtime.FoundRuntime;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Servers that answer on this host although nobody described them, and those that did once. Thread-safe.
 *
 * <p>One is external, unless it is the main process of a unit that this user may control, or Venom started it.
 */
final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
    private static final Duration NEWS = Duration.ofHours(1);

    private final Drivers drivers;
    private final Supervisors supervisors;
    private final HostContext host;

    Discovery(Drivers drivers, Supervisors supervisors, HostContext host) {
        this.drivers = drivers;
        this.supervisors = supervisors;
        this.host = host;
    }

    /** What answers now and what answered once, by id, as far as it is wanted. */
    Map<String, DiscoveredRuntime> look(Predicate<FoundRuntime> wanted) {
        Map<String, DiscoveredRuntime> findings = new TreeMap<>();
        DiscoveryContext context = context();
        host.files()
                .readable()
                .forEach((id, memory) -> memory.finding(seen -> isMeant(id, seen, context))
                        .ifPresent(seen -> findings.put(
                                id, memory.finding().equals(Optional.of(seen)) ? seen : remembered(id, seen))));
        for (RuntimeDriver driver : drivers.all()) {
            for (FoundRuntime found : discovered(driver, context)) {
                if (wanted.test(found)) {
                    findings.put(found.id(), remembered(found.id(), finding(driver.kind(), found)));
                }
            }
        }
        return findings;
    }

    /** Where nothing answers although something of this name should: in words, for whoever looks for it. */
    Optional<String> silence(String id) {
        try {
            return drivers.all().stream()
                    .flatMap(driver -> driver.place(id, context()).stream())
                    .map(address -> "nothing answers at " + address)
                    .findFirst();
        } catch (VenomException misconfigured) {
            return Optional.of(misconfigured.getMessage());
        }
    }

    /** One that was seen earlier where the configuration does not point any more is another server. */
    private boolean isMeant(String id, DiscoveredRuntime seen, DiscoveryContext context) {
        try {
            return drivers.all().stream()
                    .filter(driver -> driver.kind().equals(seen.kind()))
                    .flatMap(driver -> driver.place(id, context).stream())
                    .allMatch(seen::isAt);
        } catch (VenomException misconfigured) {
            LOG.warn("a driver can't tell where it looks runtime={} reason={}", id, misconfigured.getMessage());
            return false;
        }
    }

    private DiscoveryContext context() {
        return new DiscoveryContext(host.transport(), host.settings(), host.processes());
    }

    private static List<FoundRuntime> discovered(RuntimeDriver driver, DiscoveryContext context) {
        try {
            return driver.discover(context);
        } catch (VenomException failure) {
            LOG.warn("a driver could not look for servers kind={} reason={}", driver.kind(), failure.getMessage());
            return List.of();
        }
    }

    private DiscoveredRuntime finding(String kind, FoundRuntime found) {
        Instant now = host.clock().instant().truncatedTo(ChronoUnit.MINUTES);
        Optional<ProcessRef> process = found.process().map(ProcessEntry::ref);
        Optional<UnitOwnership> unit = process.flatMap(supervisors::ownerOf)
                .filter(owned -> owned.owner().mainProcess() && owned.owner().controllable());
        if (unit.isPresent()) {
            return new DiscoveredRuntime(
                    kind,
                    found.baseUri(),
                    found.owner(),
                    Optional.of(unit.get().supervisor().id()),
                    Optional.of(unit.get().owner().unit()),
                    unit.get().owner().scope(),
                    now);
        }
        Optional<String> ours = process.flatMap(ref -> starterOf(kind, found, ref));
        return new DiscoveredRuntime(
                kind, found.baseUri(), found.owner(), ours, Optional.empty(), RuntimeSpec.Scope.SYSTEM, now);
    }

    /** The supervisor that remembers having started this very process. */
    private Optional<String> starterOf(String kind, FoundRuntime found, ProcessRef process) {
        RuntimeRecord memory = host.files().read(found.id());
        return memory.supervisors().keySet().stream()
                .flatMap(id -> supervisors.find(id).stream())
                .filter(supervisor -> isItsOwn(supervisor, kind, found, process))
                .map(RuntimeSupervisor::id)
                .findFirst();
    }

    private boolean isItsOwn(RuntimeSupervisor supervisor, String kind, FoundRuntime found, ProcessRef process) {
        RuntimeSpec spec =
                RuntimeSpec.builder(found.id(), kind, found.baseUri()).build();
        return Supervisors.callOf(supervisor).get(() -> {
            try (SupervisedRuntime handle = supervisor.attach(spec, supervisors.context(supervisor))) {
                return handle.observe().processes().contains(process);
            }
        });
    }

    private DiscoveredRuntime remembered(String id, DiscoveredRuntime seen) {
        Optional<DiscoveredRuntime> former = host.files().read(id).finding();
        boolean news = former.filter(known ->
                        known.isSameAs(seen) && known.seenAt().plus(NEWS).isAfter(seen.seenAt()))
                .isEmpty();
        if (news) {
            try {
                host.files().update(id, memory -> memory.withFinding(seen));
            } catch (VenomException readOnly) {
                LOG.debug("a finding is not remembered runtime={} reason={}", id, readOnly.getMessage());
            }
        }
        return seen;
    }
}
