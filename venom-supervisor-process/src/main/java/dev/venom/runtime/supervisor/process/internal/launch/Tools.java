package dev.venom.runtime.supervisor.process.internal.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The two programs of every Linux that a child is started through. Immutable. */
public final class Tools {
    private final String searchPath;

    /**
     * Looks along a search path.
     *
     * @param searchPath directories, as in {@code PATH}
     */
    public Tools(String searchPath) {
        this.searchPath = searchPath;
    }

    /** The tools of this host. */
    public static Tools ofHost() {
        return new Tools(Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
    }

    /**
     * Gives a program a session of its own (setsid(1), of util-linux).
     *
     * @throws VenomException RUNTIME_UNHEALTHY where it is missing
     */
    public Path setsid() {
        return find("setsid", "util-linux");
    }

    /**
     * The shell.
     *
     * @throws VenomException RUNTIME_UNHEALTHY where it is missing
     */
    public Path shell() {
        return find("sh", "dash");
    }

    private Path find(String program, String sourcePackage) {
        return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new VenomException(
                        ErrorCode.RUNTIME_UNHEALTHY,
                        "Nothing can be started as a child process here: the program " + program + " is missing.",
                        "Install the package " + sourcePackage + ", or let systemd supervise the runtime."));
    }
}
