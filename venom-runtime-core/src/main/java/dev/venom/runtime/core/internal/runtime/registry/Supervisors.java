package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.plugin.PlugInCall;
import dev.venom.runtime.core.internal.plugin.PlugInLoader;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor.Fit;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervisors of this host, and which of them is the right one for a runtime. Thread-safe. */
public final class Supervisors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisors.class);
    private static final String PROCESS = "process";
    private static final String SYSTEMD = "systemd";

    private final Map<String, RuntimeSupervisor> byId = new TreeMap<>();
    private final HostContext host;

    /**
     * Collects supervisors.
     *
     * @param supervisors those of the host; of two with one id the first counts
     * @param host what they are given
     */
    public Supervisors(Collection<RuntimeSupervisor> supervisors, HostContext host) {
        supervisors.forEach(supervisor -> PlugInLoader.nameOf(RuntimeSupervisor.class, supervisor, supervisor::id)
                .ifPresent(id -> byId.putIfAbsent(id, supervisor)));
        this.host = host;
    }

    /**
     * What a supervisor is given to work with.
     *
     * @param supervisor one of this host
     * @return its context
     */
    public SupervisorContext context(RuntimeSupervisor supervisor) {
        return new HostSupervisorContext(supervisor.id(), host);
    }

    /**
     * All supervisors.
     *
     * @return supervisors by id
     */
    public List<RuntimeSupervisor> all() {
        return List.copyOf(byId.values());
    }

    /**
     * A supervisor by its id.
     *
     * @param id its id
     * @return the supervisor; empty where there is none
     */
    public Optional<RuntimeSupervisor> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Who starts and stops a runtime.
     *
     * @param spec its description
     * @return its supervisor; empty where it is external
     * @throws VenomException INVALID_REQUEST if it needs one that is not here
     */
    public Optional<RuntimeSupervisor> choose(RuntimeSpec spec) {
        return switch (spec.supervision()) {
            case EXTERNAL -> Optional.empty();
            case PROCESS -> Optional.of(require(PROCESS, spec));
            case SYSTEMD -> Optional.of(require(SYSTEMD, spec));
            case AUTO -> fitting(spec);
        };
    }

    /**
     * The unit of a process, whoever started it.
     *
     * @param process the process
     * @return its unit and the supervisor that knows it
     */
    public Optional<UnitOwnership> ownerOf(ProcessRef process) {
        return byId.values().stream()
                .flatMap(supervisor -> ownershipIfTold(supervisor, process).stream())
                .findFirst();
    }

    /**
     * Lets every supervisor check that it can work here.
     *
     * @return their verdicts
     */
    public List<Verdict> examine() {
        return byId.values().stream()
                .flatMap(supervisor -> examined(supervisor).stream())
                .toList();
    }

    @Override
    public void close() {
        byId.values().forEach(supervisor -> {
            try {
                callOf(supervisor).run(supervisor::close);
            } catch (VenomException failure) {
                LOG.warn("a supervisor did not close supervisor={}", supervisor.id(), failure);
            }
        });
    }

    private RuntimeSupervisor require(String id, RuntimeSpec spec) {
        return find(id).orElseThrow(() -> new VenomException(
                ErrorCode.INVALID_REQUEST,
                "The runtime " + spec.id() + " asks for the supervisor '" + id + "', which is not here.",
                byId.isEmpty()
                        ? "Put it on the class path, such as venom-supervisor-" + id + "."
                        : "Known are: " + String.join(", ", byId.keySet()) + "."));
    }

    /** The best fit; among equals who remembers the runtime, and then systemd, which was set up on purpose. */
    private Optional<RuntimeSupervisor> fitting(RuntimeSpec spec) {
        Optional<RuntimeSupervisor> best = byId.values().stream()
                .filter(supervisor -> fit(supervisor, spec) != Fit.NONE)
                .max(Comparator.comparing((RuntimeSupervisor supervisor) -> fit(supervisor, spec))
                        .thenComparing(supervisor ->
                                !context(supervisor).memory(spec.id()).recall().isEmpty())
                        .thenComparing(RuntimeSupervisor::id));
        if (best.isEmpty() && !spec.command().isEmpty()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "No supervisor here can start the runtime " + spec.id() + ".",
                    byId.isEmpty()
                            ? "Put one on the class path, such as venom-supervisor-process."
                            : "Here are: " + String.join(", ", byId.keySet()) + "; see 'doctor'.");
        }
        return best;
    }

    /** One that can't tell doesn't fit, and the others are asked. */
    private Fit fit(RuntimeSupervisor supervisor, RuntimeSpec spec) {
        try {
            return callOf(supervisor).get(() -> supervisor.fit(spec, context(supervisor)));
        } catch (VenomException failure) {
            LOG.warn(
                    "a supervisor could not tell whether it fits supervisor={} runtime={} reason={}",
                    supervisor.id(),
                    spec.id(),
                    failure.getMessage());
            return Fit.NONE;
        }
    }

    /** One that can't tell leaves it to the others. */
    private Optional<UnitOwnership> ownershipIfTold(RuntimeSupervisor supervisor, ProcessRef process) {
        try {
            return ownership(supervisor, process);
        } catch (VenomException failure) {
            LOG.warn(
                    "a supervisor could not tell whose a process is supervisor={} reason={}",
                    supervisor.id(),
                    failure.getMessage());
            return Optional.empty();
        }
    }

    private Optional<UnitOwnership> ownership(RuntimeSupervisor supervisor, ProcessRef process) {
        return callOf(supervisor)
                .get(() -> supervisor.ownerOf(process, context(supervisor)))
                .map(owner -> new UnitOwnership(supervisor, owner));
    }

    private List<Verdict> examined(RuntimeSupervisor supervisor) {
        try {
            return callOf(supervisor).list(() -> supervisor.examine(context(supervisor)));
        } catch (VenomException failure) {
            return List.of(Verdict.warn(supervisor.id(), failure.getMessage()));
        }
    }

    static PlugInCall callOf(RuntimeSupervisor supervisor) {
        return new PlugInCall("supervisor '" + supervisor.id() + "'");
    }
}
