package dev.venom.runtime.examples.cli.orphan;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The call of the C library that takes note of a child's end. */
interface WaitCall extends Library {
    /** Return at once where there is nothing to take note of (wait(2)). */
    int WITHOUT_WAITING = 1;

    int waitpid(int pid, Pointer status, int options);

    static WaitCall load() {
        return Native.load("c", WaitCall.class);
    }
}
