package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.supervisor.process.internal.launch.PortCheck;
import dev.venom.runtime.supervisor.process.internal.record.RuntimeRecord;
import dev.venom.runtime.supervisor.process.internal.tree.ServerPath;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a runtime goes on without the process that was started: a script that ended, a program that went into the
 * background. Who holds its port and is one of its own is the server from then on. Immutable.
 */
final class Succession {
    private final PortCheck port;
    private final Duration startTimeout;
    private final Clock clock;

    Succession(RuntimeSpec spec, PortCheck port, Clock clock) {
        this.port = port;
        this.startTimeout = spec.startTimeout();
        this.clock = clock;
    }

    /** Whether it is to go on: what is being stopped is not, while somebody stops it. */
    boolean isDue(RuntimeRecord known, boolean isActedOn) {
        Phase phase = known.standing().phase();
        return phase == Phase.RUNNING || phase == Phase.STARTING || phase == Phase.STOPPING && !isActedOn;
    }

    /** The server among those whom the leader left. */
    Optional<ProcessRef> serverAmong(List<ProcessEntry> left) {
        ServerPath path = new ServerPath(left);
        return path.holder(port.holder().flatMap(PortHolder::process).map(ProcessEntry::ref))
                .map(path::server)
                .map(ProcessEntry::ref);
    }

    /**
     * Whether a leader that ended well may have left a server that is on its way. vLLM's server, too, ends with 0 when its
     * engine dies, and may leave a worker: but not before it has served.
     */
    boolean isOpen(RuntimeRecord known) {
        boolean young = known.standing().since().plus(startTimeout).isAfter(clock.instant());
        return young && known.successor().isEmpty() && known.standing().phase() != Phase.STOPPING;
    }
}
