package dev.venom.runtime.supervisor.systemd;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import dev.venom.runtime.spi.runtime.UnitOwner;
import dev.venom.runtime.supervisor.systemd.internal.access.Caller;
import dev.venom.runtime.supervisor.systemd.internal.access.ManagerAccess;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import dev.venom.runtime.supervisor.systemd.internal.runtime.ManagedUnit;
import dev.venom.runtime.supervisor.systemd.internal.runtime.UnitOwners;
import dev.venom.runtime.supervisor.systemd.internal.runtime.UnitRuntime;
import dev.venom.runtime.supervisor.systemd.internal.unit.UnitName;
import dev.venom.runtime.supervisor.systemd.internal.unit.UnitPlanner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs runtimes as services of systemd, the host's or the user's. Thread-safe.
 *
 * <p>systemd is reached over D-Bus ({@code DBUS_SYSTEM_BUS_ADDRESS}, {@code DBUS_SESSION_BUS_ADDRESS}, else where
 * systemd puts the sockets), or by {@code systemctl} where there is no bus. Nothing is connected and no thread
 * is started before it is needed; {@link #close} ends both.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.systemd1.html">
 *     org.freedesktop.systemd1(5)</a>
 */
public final class SystemdSupervisor implements RuntimeSupervisor {
    private final Caller caller = Caller.current();
    private final Managers managers = new Managers(caller);

    /** Connects to nothing yet. */
    public SystemdSupervisor() {}

    @Override
    public String id() {
        return "systemd";
    }

    @Override
    public boolean restartsUnasked() {
        return true;
    }

    @Override
    public Fit fit(RuntimeSpec spec, SupervisorContext context) {
        ManagerAccess access = managers.access(spec.scope(), context);
        if (spec.unit().isEmpty() || !access.isAvailable()) {
            return Fit.NONE;
        }
        UnitName name = new UnitName(spec.unit().get());
        if (name.problem().isPresent()) {
            // Meant for systemd: whoever starts it is told what is wrong.
            return Fit.NATURAL;
        }
        return managers.state(spec.scope(), name.whole(), context)
                .map(state -> state.isLoaded() ? Fit.NATURAL : Fit.POSSIBLE)
                .orElse(Fit.NONE);
    }

    @Override
    public SupervisedRuntime attach(RuntimeSpec spec, SupervisorContext context) {
        ManagedUnit subject =
                new ManagedUnit(spec, unitOf(spec), managers.access(spec.scope(), context), context, caller);
        return new UnitRuntime(subject, managers.loop());
    }

    @Override
    public Optional<UnitOwner> ownerOf(ProcessRef process, SupervisorContext context) {
        return context.processes()
                .controlGroup(process)
                .flatMap(group ->
                        new UnitOwners(caller, scope -> managers.access(scope, context)).ownerOf(process, group));
    }

    @Override
    public Optional<UnitPlan> unit(LaunchPlan plan, SupervisorContext context) {
        RuntimeSpec spec = plan.spec();
        new UnitName(unitOf(spec)).require(spec.id());
        Optional<Path> fragment = managers.state(spec.scope(), unitOf(spec), context)
                .filter(UnitState::isLoaded)
                .flatMap(UnitState::fragment);
        return Optional.of(new UnitPlanner(context.settings(), caller).plan(plan, fragment));
    }

    /**
     * Writes a unit and makes its manager read it. Does nothing where it is there already.
     *
     * @param unit what {@link #unit} yielded
     * @param context what there is to work with
     * @throws dev.venom.runtime.api.error.VenomException PERMISSION_DENIED if it may not be written or read, also
     *     where another's file is in its place
     */
    @Override
    public void install(UnitPlan unit, SupervisorContext context) {
        new UnitInstallation(managers.access(unit.scope(), context)).install(unit);
    }

    @Override
    public List<Verdict> examine(SupervisorContext context) {
        return new Examination(caller, managers.access(RuntimeSpec.Scope.SYSTEM, context)).verdicts();
    }

    @Override
    public void close() {
        managers.close();
    }

    private static String unitOf(RuntimeSpec spec) {
        return spec.unit().map(name -> new UnitName(name).whole()).orElseGet(() -> spec.id() + ".service");
    }
}
