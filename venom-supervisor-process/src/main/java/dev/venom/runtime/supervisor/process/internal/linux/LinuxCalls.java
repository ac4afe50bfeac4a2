package dev.venom.runtime.supervisor.process.internal.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.Optional;

/** The calls of the C library that Java has no counterpart for. Each throws the number of its error. */
interface LinuxCalls extends Library {
    // The same number on every architecture (asm-generic/unistd.h).
    long PIDFD_SEND_SIGNAL = 424;
    long PIDFD_OPEN = 434;

    int NO_PERMISSION = 1;
    int NO_SUCH_PROCESS = 3;
    int INTERRUPTED = 4;

    NativeLong syscall(NativeLong number, Object... arguments) throws LastErrorException;

    int poll(Pointer descriptors, NativeLong count, int timeoutMillis) throws LastErrorException;

    int eventfd(int initial, int flags) throws LastErrorException;

    NativeLong read(int descriptor, Pointer buffer, NativeLong length) throws LastErrorException;

    NativeLong write(int descriptor, Pointer buffer, NativeLong length) throws LastErrorException;

    int close(int descriptor) throws LastErrorException;

    /** The calls; empty where the library cannot be loaded or the kernel (before 5.3) knows no pidfd. */
    static Optional<LinuxCalls> load() {
        return Loaded.CALLS;
    }

    /** Loads the library when it is first asked for. */
    final class Loaded {
        private static final Optional<LinuxCalls> CALLS = loaded();

        private Loaded() {}

        private static Optional<LinuxCalls> loaded() {
            try {
                LinuxCalls calls = Native.load("c", LinuxCalls.class);
                Pidfd.open(calls, ProcessHandle.current().pid()).close();
                return Optional.of(calls);
            } catch (LinkageError | LastErrorException unsupported) {
                return Optional.empty();
            }
        }
    }
}
