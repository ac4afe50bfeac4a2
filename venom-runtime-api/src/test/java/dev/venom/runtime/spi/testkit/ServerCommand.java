package dev.venom.runtime.spi.testkit;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command that starts {@link ServerProgram}, with workers and with bad habits where a test wants them. The
 * workers' numbers stand in its output, as {@code worker 4711}. Immutable.
 */
public final class ServerCommand {
    private static final String WORKER = "sleep 600 & echo \"worker $!\"; ";

    private final int port;
    private final int workers;
    private final boolean deaf;
    private final List<String> printed;

    private ServerCommand(int port, int workers, boolean deaf, List<String> printed) {
        this.port = port;
        this.workers = workers;
        this.deaf = deaf;
        this.printed = printed;
    }

    /**
     * A server without workers that ends when it is asked to.
     *
     * @param port where on loopback it listens
     * @return a command
     */
    public static ServerCommand on(int port) {
        return new ServerCommand(port, 0, false, List.of());
    }

    /**
     * A program that prints a line and ends.
     *
     * @param line what it prints
     * @param exitCode how it ends
     * @return the words of the command
     */
    public static List<String> failing(String line, int exitCode) {
        return List.of("/bin/sh", "-c", "printf '%s\\n' \"$1\" >&2; exit \"$2\"", "failing", line, "" + exitCode);
    }

    /**
     * Gives it workers: processes that outlive it unless somebody ends them.
     *
     * @param count how many
     * @return a copy
     */
    public ServerCommand workers(int count) {
        return new ServerCommand(port, count, deaf, printed);
    }

    /**
     * Makes it and its workers ignore SIGTERM, SIGINT and SIGHUP.
     *
     * @return a copy
     */
    public ServerCommand ignoringSignals() {
        return new ServerCommand(port, workers, true, printed);
    }

    /**
     * Makes it print variables of its environment, as {@code variable NAME=value}.
     *
     * @param names the variables
     * @return a copy
     */
    public ServerCommand printing(String... names) {
        return new ServerCommand(port, workers, deaf, List.of(names));
    }

    /**
     * Where it listens.
     *
     * @return a port of loopback
     */
    public LoopbackPort port() {
        return new LoopbackPort(port);
    }

    /**
     * The command itself: a shell that becomes the server, so that the workers are the server's children.
     *
     * @return program and arguments
     */
    public List<String> words() {
        String script = (deaf ? "trap '' TERM INT HUP; " : "") + WORKER.repeat(workers) + "exec \"$@\"";
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script, "server"));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        words.addAll(List.of("-cp", classPath().toString(), ServerProgram.class.getName(), "" + port));
        words.addAll(printed);
        return List.copyOf(words);
    }

    private static File classPath() {
        URI source;
        try {
            source = ServerProgram.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
        return new File(source);
    }
}
