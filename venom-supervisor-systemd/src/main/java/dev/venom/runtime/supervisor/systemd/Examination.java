package dev.venom.runtime.supervisor.systemd;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.supervisor.systemd.internal.access.Caller;
import dev.venom.runtime.supervisor.systemd.internal.access.ManagerAccess;
import java.util.List;

/**
 * Whether systemd can be worked with here. Immutable.
 *
 * @param caller who would
 * @param access the way to the manager of the system
 */
record Examination(Caller caller, ManagerAccess access) {
    List<Verdict> verdicts() {
        if (!access.isAvailable()) {
            return List.of(
                    Verdict.ok("systemd", "systemd does not run this machine: runtimes are child processes here"));
        }
        return List.of(way(), rights());
    }

    private Verdict way() {
        return access.tellsChanges()
                ? Verdict.ok("systemd", "systemd is reached over its bus")
                : Verdict.warn(
                        "systemd",
                        "there is no bus to systemd: systemctl is used, and changes are noticed a second late. Install"
                                + " and start dbus");
    }

    private Verdict rights() {
        return caller.isRoot()
                ? Verdict.ok("systemd rights", "root controls every unit")
                : Verdict.warn(
                        "systemd rights",
                        caller.name()
                                + " controls units of its own manager (\"scope\":\"user\"); units of the system take"
                                + " the polkit rule that venom units show prints");
    }
}
