package dev.venom.runtime.core.internal.host;

import java.util.Optional;

/** Reads {@code /proc/PID/cgroup} (cgroups(7)). */
final class ControlGroups {
    private static final String UNIFIED = "0::";
    private static final String SYSTEMD = ":name=systemd:";

    private ControlGroups() {}

    /** The path in systemd's own hierarchy, where there is one beside the unified one, for it names units there. */
    static Optional<String> path(String lines) {
        Optional<String> named = lines.lines()
                .filter(line -> line.contains(SYSTEMD))
                .map(line -> line.substring(line.indexOf(SYSTEMD) + SYSTEMD.length()))
                .filter(path -> !path.equals("/"))
                .findFirst();
        return named.or(() -> lines.lines()
                .filter(line -> line.startsWith(UNIFIED))
                .map(line -> line.substring(UNIFIED.length()))
                .findFirst());
    }
}
