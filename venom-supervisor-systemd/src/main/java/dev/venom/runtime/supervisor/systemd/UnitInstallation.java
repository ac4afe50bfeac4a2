package dev.venom.runtime.supervisor.systemd;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.supervisor.systemd.internal.access.ManagerAccess;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import dev.venom.runtime.supervisor.systemd.internal.unit.UnitWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes units and makes their manager read them. Immutable.
 *
 * @param access the way to the manager
 */
record UnitInstallation(ManagerAccess access) {
    private static final Logger LOG = LoggerFactory.getLogger(UnitInstallation.class);

    void install(UnitPlan unit) {
        boolean written = UnitWriter.write(unit);
        if (written) {
            LOG.info("Unit written runtime={} file={}", unit.runtime(), unit.file());
        }
        try {
            if (written || isOutdated(unit)) {
                access.manager().reload();
            }
        } catch (ManagerException failure) {
            throw notRead(unit, failure);
        }
    }

    /** An earlier installation may have ended between the two steps. */
    private boolean isOutdated(UnitPlan unit) {
        UnitState state = UnitState.of(access.ask(manager -> manager.properties(unit.unit())));
        return state.outdated() || !state.isLoaded();
    }

    private static VenomException notRead(UnitPlan unit, ManagerException failure) {
        boolean user = unit.scope() == RuntimeSpec.Scope.USER;
        return new VenomException(
                failure.reason() == ManagerException.Reason.DENIED
                        ? ErrorCode.PERMISSION_DENIED
                        : ErrorCode.INVALID_REQUEST,
                "The unit " + unit.unit() + " is written to " + unit.file() + ", but systemd did not read it: "
                        + failure.getMessage(),
                "Run systemctl " + (user ? "--user " : "") + "daemon-reload",
                failure);
    }
}
