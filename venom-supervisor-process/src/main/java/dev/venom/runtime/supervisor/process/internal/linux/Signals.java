package dev.venom.runtime.supervisor.process.internal.linux;

import com.sun.jna.LastErrorException;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import java.util.Optional;

/** Sends signals to processes, and to no later process with the same number. Thread-safe. */
public final class Signals {
    private final ProcessTable processes;

    /** Works on the processes of a host. */
    public Signals(ProcessTable processes) {
        this.processes = processes;
    }

    /**
     * Sends a signal; does nothing where the process has ended.
     *
     * @throws VenomException PERMISSION_DENIED
     */
    public void send(ProcessRef process, Signal signal) {
        if (!processes.isAlive(process)) {
            return;
        }
        try {
            Optional<LinuxCalls> calls = LinuxCalls.load();
            if (calls.isPresent()) {
                send(calls.get(), process, signal);
            } else {
                sendByHandle(process, signal);
            }
        } catch (LastErrorException failure) {
            if (failure.getErrorCode() != LinuxCalls.NO_SUCH_PROCESS) {
                throw refused(process, failure);
            }
        }
    }

    private void send(LinuxCalls calls, ProcessRef process, Signal signal) {
        try (Pidfd descriptor = Pidfd.open(calls, process.pid())) {
            // What the descriptor refers to can't change any more: if it is the right one now, it stays so.
            if (processes.isAlive(process)) {
                descriptor.send(signal);
            }
        }
    }

    private void sendByHandle(ProcessRef process, Signal signal) {
        // A handle holds the time at which its process began, and is compared with it before it signals.
        Optional<ProcessHandle> handle = ProcessHandle.of(process.pid()).filter(same -> processes.isAlive(process));
        boolean sent = handle.map(same -> signal == Signal.KILL ? same.destroyForcibly() : same.destroy())
                .orElse(true);
        if (!sent && processes.isAlive(process)) {
            throw refused(process, new IllegalStateException("The signal was not sent"));
        }
    }

    private VenomException refused(ProcessRef process, Exception cause) {
        String whose = processes
                .find(process.pid())
                .map(entry -> " of user " + entry.userId())
                .orElse("");
        return new VenomException(
                ErrorCode.PERMISSION_DENIED,
                "Process " + process.pid() + whose + " may not be ended by this user.",
                "Stop it as the user who started it, or as root.",
                cause);
    }
}
