package dev.venom.runtime.testbed.vllm.launch;

import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes lines as vLLM does: who, level, time, place in the source, text. Thread-safe. */
public final class ServerLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final long serverPid = ProcessHandle.current().pid();
    private volatile long enginePid;

    /**
     * Writes to a stream.
     *
     * @param out the process's own output
     */
    public ServerLog(PrintStream out) {
        this.out = out;
    }

    /**
     * Names the engine's process from now on.
     *
     * @param pid its number
     */
    public void engineIs(long pid) {
        enginePid = pid;
    }

    /**
     * A line of the server.
     *
     * @param level such as {@code INFO}
     * @param place such as {@code api_server.py:1971}
     * @param text the text
     */
    public void server(String level, String place, String text) {
        line("APIServer", serverPid, level, place, text);
    }

    /**
     * A line of the engine.
     *
     * @param level such as {@code INFO}
     * @param place such as {@code core.py:93}
     * @param text the text
     */
    public void engine(String level, String place, String text) {
        line("EngineCore", enginePid, level, place, text);
    }

    /**
     * A line that is not made by the logger, such as a traceback or a bar.
     *
     * @param text the text
     */
    public void raw(String text) {
        out.println("(APIServer pid=" + serverPid + ") " + text);
    }

    private void line(String who, long pid, String level, String place, String text) {
        out.println("(" + who + " pid=" + pid + ") " + level + " "
                + LocalDateTime.now().format(TIME) + " [" + place + "] " + text);
    }
}
