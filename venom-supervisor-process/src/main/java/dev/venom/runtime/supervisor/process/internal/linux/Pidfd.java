package dev.venom.runtime.supervisor.process.internal.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;

/** A descriptor of a process (pidfd_open(2)): it stays that process's, whoever gets its number later. */
record Pidfd(LinuxCalls calls, int descriptor) implements AutoCloseable {
    static Pidfd open(LinuxCalls calls, long pid) throws LastErrorException {
        NativeLong descriptor = calls.syscall(new NativeLong(LinuxCalls.PIDFD_OPEN), (int) pid, 0);
        return new Pidfd(calls, descriptor.intValue());
    }

    void send(Signal signal) throws LastErrorException {
        // The last two: no siginfo, no flags.
        calls.syscall(new NativeLong(LinuxCalls.PIDFD_SEND_SIGNAL), descriptor, signal.number(), new NativeLong(0), 0);
    }

    @Override
    public void close() {
        calls.close(descriptor);
    }
}
