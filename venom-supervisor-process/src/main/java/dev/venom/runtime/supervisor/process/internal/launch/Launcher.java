package dev.venom.runtime.supervisor.process.internal.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a program as the leader of a session of its own, so that neither a terminal nor a signal to the host
 * reaches it; without core dumps, which for a model server are as large as its memory; its output appended
 * to a file that is its own, so that it writes on when its host is gone. Thread-safe.
 *
 * <p>It is not tied to its host by {@code PR_SET_PDEATHSIG}: that is the death of a thread (prctl(2)).
 */
public final class Launcher {
    // A limit on core files does not count where dumps are piped to a program (core(5)); the filter does.
    private static final String BECOME =
            "ulimit -c 0 2>/dev/null; { echo 0 >/proc/self/coredump_filter; } 2>/dev/null; exec \"$@\"";

    private final Tools tools;

    /** Starts nothing yet. */
    public Launcher(Tools tools) {
        this.tools = tools;
    }

    /**
     * Starts a program.
     *
     * @param plan what, where, with which variables
     * @param extra further variables, which beat the plan's own
     * @param nonce a word that the command line shows until the program itself runs
     * @return the process; until the program itself runs, it is the tools that lead there
     * @throws VenomException INVALID_REQUEST, RUNTIME_UNHEALTHY, PERMISSION_DENIED
     */
    public Process launch(LaunchPlan plan, Map<String, String> extra, String nonce) {
        if (plan.command().isEmpty()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The runtime " + plan.spec().id() + " has no command to start it with.",
                    "Give it a \"command\" in the configuration, or let another supervisor have it.");
        }
        ProcessBuilder builder = new ProcessBuilder(words(plan, nonce));
        builder.environment().putAll(plan.environment());
        builder.environment().putAll(extra);
        plan.workingDirectory().ifPresent(directory -> builder.directory(existing(directory, plan)));
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(plan)));
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new VenomException(
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "The runtime " + plan.spec().id() + " cannot be started: " + failure.getMessage() + ".",
                    "Put the cause right and start it again.",
                    failure);
        }
    }

    /**
     * Finds out whether a program could be started, without starting it.
     *
     * @param plan what, where, with which variables
     * @throws VenomException INVALID_REQUEST, RUNTIME_UNHEALTHY, PERMISSION_DENIED
     */
    public void requireStartable(LaunchPlan plan) {
        if (!plan.command().isEmpty()) {
            tools.setsid();
            tools.shell();
            plan.workingDirectory().ifPresent(directory -> existing(directory, plan));
            log(plan);
            new Program(plan, searchPath(plan)).requireExecutable();
        }
    }

    private static String searchPath(LaunchPlan plan) {
        return Optional.ofNullable(plan.environment().get("PATH"))
                .or(() -> Optional.ofNullable(System.getenv("PATH")))
                .orElse("/usr/bin:/bin");
    }

    private List<String> words(LaunchPlan plan, String nonce) {
        List<String> words = new ArrayList<>();
        words.add(tools.setsid().toString());
        words.addAll(List.of(tools.shell().toString(), "-c", BECOME, nonce));
        words.addAll(plan.command());
        return words;
    }

    private static File existing(Path directory, LaunchPlan plan) {
        if (!Files.isDirectory(directory)) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The working directory " + directory + " of the runtime "
                            + plan.spec().id() + " is not there.",
                    "Create it, or name another \"working_directory\" in the configuration.");
        }
        return directory.toFile();
    }

    private static File log(LaunchPlan plan) {
        Path file = plan.logFile().toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel writable = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                writable.position();
            }
        } catch (IOException failure) {
            throw new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    "The log " + file + " of the runtime " + plan.spec().id() + " cannot be written.",
                    "Make its directory writable, or name another by VENOM_LOG_DIR.",
                    failure);
        }
        return file.toFile();
    }
}
