package dev.venom.runtime.supervisor.process.internal.tree;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import java.util.Optional;

/**
 * What speaks for a process being a runtime's, by itself and not by its parent. Immutable.
 *
 * @param identity by what the runtime's processes are known
 * @param snapshot where the process was seen
 * @param processes for a closer look
 * @param led whether the leader lives
 * @param ownGroup the control group that the leader has for itself
 */
record Evidence(Identity identity, Snapshot snapshot, ProcessTable processes, boolean led, Optional<String> ownGroup) {
    /** Any process has it, unless it was given an empty environment or has overwritten it. */
    private static final String USUAL_VARIABLE = "PATH";

    boolean speaksFor(ProcessEntry entry) {
        if (entry.ref().equals(identity.leader())) {
            return true;
        }
        return bySession(entry) || byControlGroup(entry) || (isSameUsers(entry) && (byTitle(entry) || byMarker(entry)));
    }

    /**
     * While the leader lives, its session is its own. Once it is dead its number may lead another session, if
     * nothing of this one was left: then an environment that is whole and without the marker speaks against it.
     */
    private boolean bySession(ProcessEntry entry) {
        if (entry.session() != identity.leader().pid()) {
            return false;
        }
        return led || (isSameUsers(entry) && !isLedByAnother() && !isForeign(entry.ref()));
    }

    private boolean isLedByAnother() {
        ProcessRef leader = identity.leader();
        return snapshot.entries().stream()
                .map(ProcessEntry::ref)
                .anyMatch(ref -> ref.pid() == leader.pid() && !ref.equals(leader));
    }

    private boolean isForeign(ProcessRef process) {
        return processes.variable(process, USUAL_VARIABLE).isPresent()
                && processes.variable(process, LaunchMark.VARIABLE).isEmpty();
    }

    private boolean byControlGroup(ProcessEntry entry) {
        return ownGroup.isPresent()
                && processes
                        .controlGroup(entry.ref())
                        .filter(group -> group.equals(ownGroup.get()) || group.startsWith(ownGroup.get() + "/"))
                        .isPresent();
    }

    private boolean byTitle(ProcessEntry entry) {
        return identity.mark()
                .titlePrefix()
                .filter(prefix -> entry.commandLine().startsWith(prefix + "::"))
                .isPresent();
    }

    private boolean byMarker(ProcessEntry entry) {
        return snapshot.hasMarker(entry, identity.mark().marker());
    }

    private boolean isSameUsers(ProcessEntry entry) {
        return entry.userId() == identity.mark().userId();
    }
}
