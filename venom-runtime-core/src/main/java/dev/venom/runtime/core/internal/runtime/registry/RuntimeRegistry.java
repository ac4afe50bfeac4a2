package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.core.internal.runtime.state.DiscoveredRuntime;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.FoundRuntime;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runtimes of this host: those that were described, and those that were found. Nothing is looked for before
 * it is asked for. Thread-safe.
 */
public final class RuntimeRegistry implements AutoCloseable {
    /** So long a choice between supervisors holds: a unit may be installed at any time. */
    private static final Duration CHOICE_HOLDS = Duration.ofSeconds(30);

    private final Map<String, RuntimeSpec> described = new LinkedHashMap<>();
    private final Map<String, Choice> choices = new ConcurrentHashMap<>();
    private final Map<String, Found> found = new ConcurrentHashMap<>();
    private final Drivers drivers;
    private final Supervisors supervisors;
    private final HostContext host;
    private final Discovery discovery;
    private final Attachments attachments;

    /**
     * Makes the registry of a host; looks for nothing yet.
     *
     * @param specs descriptions; of two with one id the first counts
     * @param drivers who knows their kinds
     * @param supervisors who may start and stop them
     * @param host what they have around them
     */
    public RuntimeRegistry(Collection<RuntimeSpec> specs, Drivers drivers, Supervisors supervisors, HostContext host) {
        specs.forEach(spec -> described.putIfAbsent(spec.id(), spec));
        this.drivers = drivers;
        this.supervisors = supervisors;
        this.host = host;
        this.discovery = new Discovery(drivers, supervisors, host);
        this.attachments = new Attachments(host);
    }

    /**
     * Every runtime: the described ones in their order, then those that answer now or did once.
     *
     * @return runtimes
     * @throws VenomException INVALID_REQUEST if a described one can't be what it is said to be
     */
    public List<KnownRuntime> all() {
        Map<String, KnownRuntime> runtimes = new LinkedHashMap<>();
        described.values().forEach(spec -> runtimes.put(spec.id(), known(spec)));
        findings().forEach((id, finding) -> runtimes.computeIfAbsent(id, name -> known(name, finding)));
        return List.copyOf(runtimes.values());
    }

    /**
     * Only the runtimes that were described; nothing is looked for.
     *
     * @return runtimes in their order
     */
    public List<KnownRuntime> described() {
        return described.values().stream().map(this::known).toList();
    }

    /**
     * One runtime.
     *
     * @param id its name
     * @return the runtime
     * @throws VenomException RUNTIME_NOT_FOUND naming those that there are
     */
    public KnownRuntime require(String id) {
        RuntimeSpec spec = described.get(id);
        if (spec != null) {
            return known(spec);
        }
        Map<String, DiscoveredRuntime> findings = findings();
        DiscoveredRuntime finding = findings.get(id);
        if (finding != null) {
            return known(id, finding);
        }
        TreeSet<String> names = new TreeSet<>(described.keySet());
        names.addAll(findings.keySet());
        throw new VenomException(
                ErrorCode.RUNTIME_NOT_FOUND,
                "There is no runtime '" + id + "'"
                        + discovery.silence(id).map(where -> ": " + where).orElse("") + ".",
                names.isEmpty()
                        ? "Describe it in VENOM_CONFIG, or start it: an Ollama that answers is found."
                        : "Known are: " + String.join(", ", names) + ".");
    }

    /** Forgets which supervisors were chosen: a unit has come or gone. */
    public void reconsider() {
        choices.clear();
    }

    /**
     * Who may start and stop runtimes here.
     *
     * @return the supervisors
     */
    public Supervisors supervisors() {
        return supervisors;
    }

    /**
     * What the runtimes have around them.
     *
     * @return this host
     */
    public HostContext host() {
        return host;
    }

    /** Lets go of every runtime, stopping none. */
    @Override
    public void close() {
        attachments.close();
        supervisors.close();
    }

    private Map<String, DiscoveredRuntime> findings() {
        return discovery.look(this::isNew);
    }

    /** A server that was described under another name is not another server. */
    private boolean isNew(FoundRuntime server) {
        return !described.containsKey(server.id())
                && described.values().stream().noneMatch(spec -> isSameAddress(spec.baseUri(), server.baseUri()));
    }

    private static boolean isSameAddress(URI one, URI other) {
        return one.getRawAuthority().equals(other.getRawAuthority())
                || LocalAddress.of(one)
                        .flatMap(here -> LocalAddress.of(other).filter(here::overlaps))
                        .isPresent();
    }

    private KnownRuntime known(RuntimeSpec spec) {
        Instant now = host.clock().instant();
        Choice choice = choices.compute(
                spec.id(),
                (id, former) -> former != null && former.until().isAfter(now)
                        ? former
                        : new Choice(supervisors.choose(spec), now.plus(CHOICE_HOLDS)));
        return runtime(spec, choice.supervisor(), Optional.empty());
    }

    private KnownRuntime known(String id, DiscoveredRuntime finding) {
        Found known = found.compute(
                id,
                (name, former) -> former != null && former.finding().isSameAs(finding)
                        ? former
                        : new Found(finding, describe(id, finding)));
        return runtime(known.spec(), finding.supervisor().flatMap(supervisors::find), Optional.of(finding.owner()));
    }

    private static RuntimeSpec describe(String id, DiscoveredRuntime finding) {
        RuntimeSpecBuilder spec = RuntimeSpec.builder(id, finding.kind(), finding.baseUri());
        finding.unit().ifPresent(spec::unit);
        return spec.scope(finding.scope()).build();
    }

    private KnownRuntime runtime(RuntimeSpec spec, Optional<RuntimeSupervisor> supervisor, Optional<String> owner) {
        RuntimeDriver driver = drivers.require(spec.kind(), spec.id());
        DriverContext context = new DriverContext(spec, host.transport(), host.settings(), host.clock());
        return new KnownRuntime(
                spec, driver, context, supervisor, owner, () -> attachments.of(spec, supervisor.orElseThrow()));
    }

    private record Choice(Optional<RuntimeSupervisor> supervisor, Instant until) {}

    private record Found(DiscoveredRuntime finding, RuntimeSpec spec) {}
}
