package dev.venom.runtime.supervisor.systemd.internal.unit;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where units of one manager are (systemd.unit(5)). Immutable.
 *
 * @param own where the administrator's are, and ours
 * @param searched every directory, the first wins
 */
public record UnitDirectories(Path own, List<Path> searched) {
    private static final Path SYSTEM = Path.of("/etc/systemd/system");

    /**
     * Those of a manager.
     *
     * @param scope which
     * @param configuration {@code XDG_CONFIG_HOME} or {@code ~/.config}
     */
    public static UnitDirectories of(RuntimeSpec.Scope scope, Path configuration) {
        return scope == RuntimeSpec.Scope.SYSTEM
                ? inOrder(
                        SYSTEM,
                        "/run/systemd/system",
                        "/usr/local/lib/systemd/system",
                        "/usr/lib/systemd/system",
                        "/lib/systemd/system")
                : inOrder(
                        configuration.resolve("systemd/user"),
                        "/etc/systemd/user",
                        "/run/systemd/user",
                        "/usr/local/lib/systemd/user",
                        "/usr/lib/systemd/user",
                        "/lib/systemd/user");
    }

    private static UnitDirectories inOrder(Path own, String... others) {
        return new UnitDirectories(
                own,
                Stream.concat(Stream.of(own), Stream.of(others).map(Path::of)).toList());
    }

    /** A unit's file, where there is one; that of its template for an instance. */
    public Optional<Path> find(String unit) {
        return Stream.of(unit, template(unit))
                .flatMap(name -> searched.stream().map(directory -> directory.resolve(name)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Where a unit of ours belongs. */
    public Path file(String unit) {
        return own.resolve(unit);
    }

    /** Where what is added to a unit belongs. */
    public Path dropIns(String unit) {
        return own.resolve(unit + ".d");
    }

    private static String template(String unit) {
        int at = unit.indexOf('@');
        int dot = unit.lastIndexOf('.');
        return at >= 0 && dot > at ? unit.substring(0, at + 1) + unit.substring(dot) : unit;
    }
}
