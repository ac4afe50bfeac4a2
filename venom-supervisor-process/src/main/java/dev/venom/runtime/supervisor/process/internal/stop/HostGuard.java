package dev.venom.runtime.supervisor.process.internal.stop;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.supervisor.process.internal.launch.Tools;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small process that ends a runtime when this virtual machine ends, be it by {@code kill -9}: it holds one end
 * of a pipe, and the kernel closes the other. Thread-safe.
 *
 * <p>Nothing but {@link #dismiss} closes the pipe while this virtual machine lives, whoever else lets go of it.
 */
public final class HostGuard {
    private static final Logger LOG = LoggerFactory.getLogger(HostGuard.class);
    private static final String SCRIPT = "end-with-host.sh";
    private static final String NAME = "venom-end-with-host";

    private final Process process;
    private final OutputStream pipe;

    private HostGuard(Process process) {
        this.process = process;
        this.pipe = process.getOutputStream();
        // Kept reachable as long as the guard runs, by the virtual machine's own list of children: a pipe that
        // the garbage collector closed would end the runtime.
        process.onExit().thenRun(this::close);
    }

    /**
     * Sets a guard.
     *
     * @param tools the shell and its session
     * @param marker by what the runtime's processes are known
     * @param titlePrefix by what else they are
     * @param timeout how long the leader may take to end before everything is killed
     * @return the guard, which does not know the leader yet
     * @throws VenomException RUNTIME_UNHEALTHY where it cannot be started
     */
    public static HostGuard set(Tools tools, String marker, Optional<String> titlePrefix, Duration timeout) {
        ProcessBuilder builder = new ProcessBuilder(
                tools.setsid().toString(),
                tools.shell().toString(),
                "-c",
                script(),
                NAME,
                marker,
                titlePrefix.orElse(""),
                Long.toString(Math.max(1, timeout.toSeconds())),
                Long.toString(GracePeriods.FOR_OTHERS.toSeconds()),
                Long.toString(GracePeriods.UNTIL_GIVEN_UP.toSeconds()));
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.directory(new File("/"));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return new HostGuard(builder.start());
        } catch (IOException failure) {
            throw new VenomException(
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "The process that would end a runtime with its host cannot be started: " + failure.getMessage(),
                    "Put the cause right, or let the runtime outlive its host (\"on_host_exit\": \"keep\").",
                    failure);
        }
    }

    /** Names the leader of the runtime. */
    public void leader(long pid, long startTicks) {
        write(pid + " " + startTicks + "\n");
    }

    /** Sends it away: the runtime has been ended. */
    public void dismiss() {
        write("\n");
        close();
    }

    /** Its process, for those who count what is left. */
    public long pid() {
        return process.pid();
    }

    private void write(String line) {
        try {
            pipe.write(line.getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException gone) {
            LOG.warn("The process that would end a runtime with this host is gone: {}", gone.getMessage());
        }
    }

    private void close() {
        try {
            pipe.close();
        } catch (IOException gone) {
            LOG.debug("The guard {} was gone before its pipe was closed", process.pid(), gone);
        }
    }

    private static String script() {
        try (InputStream resource = HostGuard.class.getResourceAsStream(SCRIPT)) {
            return new String(Objects.requireNonNull(resource, SCRIPT).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
