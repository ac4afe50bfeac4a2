package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.supervisor.process.internal.record.RuntimePhase;
import dev.venom.runtime.supervisor.process.internal.tree.RuntimeTree;
import java.util.List;

/** Turns a life into what is told of it. */
final class Observations {
    private Observations() {}

    static Observation of(RuntimeLifecycle lifecycle, boolean led) {
        RuntimePhase standing = lifecycle.current().standing();
        return new Observation(
                phase(lifecycle, led, standing.phase()),
                standing.since(),
                standing.reason(),
                lifecycle.tree().map(tree -> processes(tree, led)).orElse(List.of()),
                lifecycle.tree().flatMap(RuntimeTree::controlGroup),
                0,
                standing.exitCode());
    }

    /** A leader that has ended since the last look is left out at once; whom it left is seen with the next. */
    private static List<ProcessRef> processes(RuntimeTree tree, boolean led) {
        return tree.recent().stream()
                .map(ProcessEntry::ref)
                .filter(ref -> led || !ref.equals(tree.identity().lead()))
                .toList();
    }

    /** What a host that is gone was about to do has not come about: its leader lives. */
    private static Phase phase(RuntimeLifecycle lifecycle, boolean led, Phase recorded) {
        if (!led) {
            return recorded;
        }
        if (lifecycle.hasLostItsHost()) {
            return Phase.STOPPING;
        }
        boolean changing = recorded == Phase.STARTING || recorded == Phase.STOPPING;
        return changing && !lifecycle.isActedOn() ? Phase.RUNNING : recorded;
    }
}
