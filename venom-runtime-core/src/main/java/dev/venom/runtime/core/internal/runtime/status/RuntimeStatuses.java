package dev.venom.runtime.core.internal.runtime.status;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.ResourceUsage;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.monitor.MonitoredRuntime;
import dev.venom.runtime.core.internal.monitor.ProbeDepth;
import dev.venom.runtime.core.internal.monitor.RuntimeAssessor;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import java.util.List;
import java.util.Optional;

/** Says how a runtime is. Thread-safe. */
public final class RuntimeStatuses {
    private final RuntimeAssessor assessor;
    private final RuntimeFiles files;

    /**
     * Makes it.
     *
     * @param assessor looks at runtimes
     * @param files what is remembered of them
     */
    public RuntimeStatuses(RuntimeAssessor assessor, RuntimeFiles files) {
        this.assessor = assessor;
        this.files = files;
    }

    /**
     * A runtime as the monitor sees it.
     *
     * @param runtime the runtime
     * @return the same, in the monitor's terms
     */
    public MonitoredRuntime observed(KnownRuntime runtime) {
        return new ObservedRuntime(runtime, files);
    }

    /**
     * Looks at a runtime.
     *
     * @param runtime the runtime
     * @param depth how closely
     * @return its status; where it can't be looked at, that is its reason, and the others are still told
     */
    public RuntimeStatus of(KnownRuntime runtime, ProbeDepth depth) {
        try {
            return assessed(runtime, depth);
        } catch (VenomException failure) {
            return unknown(runtime, failure);
        }
    }

    private RuntimeStatus assessed(KnownRuntime runtime, ProbeDepth depth) {
        RuntimeStatus status = assessor.assess(observed(runtime), depth);
        return status.state() == RuntimeState.OFFLINE
                ? files.read(runtime.id())
                        .lifecycle()
                        .givenUp()
                        .map(givenUp -> withReason(status, givenUp.reason()))
                        .orElse(status)
                : status;
    }

    private static RuntimeStatus unknown(KnownRuntime runtime, VenomException failure) {
        return new RuntimeStatus(
                runtime.id(),
                runtime.spec().kind(),
                RuntimeState.DEGRADED,
                runtime.context().clock().instant(),
                failure.getMessage() + " " + failure.hint(),
                List.of(),
                runtime.supervisorId(),
                runtime.isManaged(),
                Optional.empty(),
                ResourceUsage.UNKNOWN,
                Optional.empty(),
                0,
                List.of());
    }

    private static RuntimeStatus withReason(RuntimeStatus status, String reason) {
        return new RuntimeStatus(
                status.id(),
                status.kind(),
                status.state(),
                status.since(),
                reason,
                status.evidence(),
                status.supervisor(),
                status.managed(),
                status.activeModel(),
                status.usage(),
                status.uptime(),
                status.restarts(),
                status.alerts());
    }
}
