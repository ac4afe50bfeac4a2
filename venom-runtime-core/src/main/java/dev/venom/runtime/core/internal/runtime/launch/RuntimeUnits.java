package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.registry.RuntimeRegistry;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.SupervisorContext;

/** The units that would run runtimes. Thread-safe. */
public final class RuntimeUnits {
    private final RuntimeRegistry registry;
    private final LaunchPlans plans;

    /**
     * Makes it.
     *
     * @param registry the runtimes
     * @param plans how they are started
     */
    public RuntimeUnits(RuntimeRegistry registry, LaunchPlans plans) {
        this.registry = registry;
        this.plans = plans;
    }

    /**
     * The unit of a runtime, as it should be and as it is.
     *
     * @param id the runtime
     * @return the unit
     * @throws VenomException RUNTIME_NOT_FOUND; INVALID_REQUEST if nobody here writes a unit for it
     */
    public UnitPlan show(String id) {
        KnownRuntime runtime = registry.require(id);
        return of(runtime, plans.forUnit(runtime)).plan();
    }

    /**
     * Writes the unit of a runtime, and makes its manager read it.
     *
     * @param id the runtime
     * @return the unit, as it is now
     * @throws VenomException RUNTIME_NOT_FOUND, INVALID_REQUEST, PERMISSION_DENIED
     */
    public UnitPlan install(String id) {
        KnownRuntime runtime = registry.require(id);
        LaunchPlan launch = plans.forUnit(runtime);
        Written unit = of(runtime, launch);
        unit.supervisor().install(unit.plan(), unit.context());
        registry.reconsider();
        return of(runtime, launch).plan();
    }

    /** Its own supervisor, or whichever writes units: a runtime may be on its way from one to the other. */
    private Written of(KnownRuntime runtime, LaunchPlan launch) {
        return registry.supervisors().all().stream()
                .filter(supervisor -> runtime.supervisor().isEmpty()
                        || runtime.supervisor().get() == supervisor
                        || runtime.spec().unit().isPresent())
                .flatMap(supervisor -> {
                    SupervisorContext context = registry.supervisors().context(supervisor);
                    return supervisor
                            .unit(launch, context)
                            .map(plan -> new Written(supervisor, context, plan))
                            .stream();
                })
                .findFirst()
                .orElseThrow(() -> new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "The runtime " + runtime.id() + " has no unit: it is of the supervisor '"
                                + runtime.supervisorId() + "'.",
                        "Name a unit for it in VENOM_CONFIG, with \"supervisor\":\"systemd\"."));
    }

    private record Written(RuntimeSupervisor supervisor, SupervisorContext context, UnitPlan plan) {}
}
