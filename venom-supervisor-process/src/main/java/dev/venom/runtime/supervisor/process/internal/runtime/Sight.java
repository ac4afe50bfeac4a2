package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.supervisor.process.internal.record.Standing;
import dev.venom.runtime.supervisor.process.internal.tree.RuntimeTree;
import java.util.List;

/** Turns a life into what is told of it. */
final class Sight {
    private Sight() {}

    static Observation of(Life life, boolean led) {
        Standing standing = life.current().standing();
        return new Observation(
                phase(life, led, standing.phase()),
                standing.since(),
                standing.reason(),
                life.tree().map(tree -> processes(tree, led)).orElse(List.of()),
                life.tree().flatMap(RuntimeTree::controlGroup),
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
    private static Phase phase(Life life, boolean led, Phase recorded) {
        if (!led) {
            return recorded;
        }
        if (life.hasLostItsHost()) {
            return Phase.STOPPING;
        }
        boolean changing = recorded == Phase.STARTING || recorded == Phase.STOPPING;
        return changing && !life.isActedOn() ? Phase.RUNNING : recorded;
    }
}
