package dev.venom.runtime.core.internal.log;

/** Lines among a runtime's own that tell what became of its log. */
public final class LogNotes {
    private LogNotes() {}

    /**
     * A line that nobody takes for the runtime's.
     *
     * @param what what happened
     * @return the line
     */
    public static String line(String what) {
        return "[venom] " + what;
    }
}
