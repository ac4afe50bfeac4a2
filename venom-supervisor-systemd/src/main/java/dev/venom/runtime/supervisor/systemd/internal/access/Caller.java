package dev.venom.runtime.supervisor.systemd.internal.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The user whom this process acts for. Immutable.
 *
 * @param id the user's number
 * @param name the user's name
 * @param home the user's directory
 */
public record Caller(long id, String name, Path home) {
    /** Whoever runs this process; nobody in particular where the system does not tell. */
    public static Caller current() {
        return new Caller(
                currentId(), System.getProperty("user.name", "?"), Path.of(System.getProperty("user.home", "/")));
    }

    private static long currentId() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
        } catch (IOException | UnsupportedOperationException notLinux) {
            return -1;
        }
    }

    /** Whether every manager obeys. */
    public boolean isRoot() {
        return id == 0;
    }
}
