package dev.venom.runtime.core.internal.host;

/** Whether this process sees process numbers as the host counts them. Thread-safe. */
public final class ProcessNamespace {
    /** PROC_PID_INIT_INO of the kernel's include/linux/proc_ns.h: the inode of the first namespace is fixed. */
    private static final String FIRST = "pid:[4026531836]";

    private final ProcFiles proc;

    /** Looks at this host; reads nothing yet. */
    public ProcessNamespace() {
        this(ProcFiles.SYSTEM);
    }

    ProcessNamespace(ProcFiles proc) {
        this.proc = proc;
    }

    /**
     * Whether numbers that a driver of the kernel tells are those that are seen here.
     *
     * @return false in a container; true where that can't be told
     */
    public boolean isOfTheHost() {
        return proc.link("self", "ns", "pid")
                .map(link -> link.toString().equals(FIRST))
                .orElse(true);
    }
}
