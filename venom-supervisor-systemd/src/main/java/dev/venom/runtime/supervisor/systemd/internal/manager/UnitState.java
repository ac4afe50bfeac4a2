package dev.venom.runtime.supervisor.systemd.internal.manager;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Where a service unit stands (org.freedesktop.systemd1(5)). Immutable.
 *
 * @param load {@code loaded}, {@code not-found}, {@code bad-setting}, {@code error} or {@code masked}
 * @param active {@code active}, {@code inactive}, {@code failed}, {@code activating}, ...
 * @param sub the service's own word, such as {@code running} or {@code auto-restart}
 * @param result why the service last ended
 * @param mainPid its main process, while there is one
 * @param exit how its main process last ended
 * @param restarts how often systemd started it again of itself
 * @param gaveUp whether it was started too often in too short a time, so that systemd tries no more
 * @param controlGroup where its processes are
 * @param since since when it stands there, where systemd knows
 * @param fragment the unit's file
 * @param dropIns files that add to it
 * @param outdated whether its files changed after they were read
 * @param unmet the condition that kept its last start from being one; without words where systemd does not name it
 */
public record UnitState(
        String load,
        String active,
        String sub,
        String result,
        OptionalLong mainPid,
        Optional<MainExit> exit,
        int restarts,
        boolean gaveUp,
        Optional<String> controlGroup,
        Optional<Instant> since,
        Optional<Path> fragment,
        List<Path> dropIns,
        boolean outdated,
        Optional<String> unmet) {
    /** Reads the properties of a unit. */
    public static UnitState of(UnitProperties unit) {
        String active = unit.text("ActiveState").orElse("inactive");
        long restarts = unit.number("NRestarts").orElse(0);
        return new UnitState(
                unit.text("LoadState").orElse("not-found"),
                active,
                unit.text("SubState").orElse("dead"),
                unit.text("Result").orElse("success"),
                pid(unit),
                MainExit.of(unit),
                (int) restarts,
                active.equals("failed") && hitsTheLimit(unit, restarts),
                unit.text("ControlGroup").filter(path -> !path.equals("/")),
                unit.moment(active.equals("active") ? "ActiveEnterTimestamp" : "StateChangeTimestamp"),
                unit.text("FragmentPath").map(Path::of),
                unit.text("DropInPaths").stream()
                        .flatMap(paths -> Stream.of(paths.split(" ")))
                        .map(Path::of)
                        .toList(),
                unit.isSet("NeedDaemonReload"),
                unmet(unit, "Assert").or(() -> unmet(unit, "Condition")));
    }

    /**
     * What was not met when it was last to be started.
     *
     * @param kind {@code Condition} or {@code Assert}
     * @return which; empty where all were met, or nobody wanted to start it
     */
    public static Optional<String> unmet(UnitProperties unit, String kind) {
        boolean looked = unit.number(kind + "TimestampMonotonic").orElse(0) > 0;
        boolean refused = unit.text(kind + "Result")
                .filter(result -> result.equals("no") || result.equals("false"))
                .isPresent();
        return looked && refused ? Optional.of(unit.text(kind + "s").orElse("")) : Optional.empty();
    }

    /** The result only says so where the last end was no failure itself. */
    private static boolean hitsTheLimit(UnitProperties unit, long restarts) {
        long limit = unit.number("StartLimitBurst").orElse(0);
        return unit.text("Result").filter("start-limit-hit"::equals).isPresent() || limit > 0 && restarts >= limit;
    }

    private static OptionalLong pid(UnitProperties unit) {
        OptionalLong pid = unit.number("MainPID");
        return pid.orElse(0) > 0 ? pid : OptionalLong.empty();
    }

    /** Whether there is such a unit. */
    public boolean isLoaded() {
        return load.equals("loaded");
    }

    /** Whether it runs or reads its configuration again. */
    public boolean isUp() {
        return !sub.equals("exited")
                && (active.equals("active") || active.equals("reloading") || active.equals("refreshing"));
    }

    /** Whether it ended unasked and waits for systemd to start it again. */
    public boolean awaitsRestart() {
        return active.equals("activating") && sub.startsWith("auto-restart");
    }

    /** Whether it is about to be something else. */
    public boolean isMoving() {
        return active.equals("deactivating") || active.equals("activating") && !awaitsRestart();
    }

    /** Whether it ended in a way that systemd calls a failure. */
    public boolean isFailed() {
        return active.equals("failed");
    }

    /** How the main process last ended, as a shell says it. */
    public OptionalInt exitCode() {
        return exit.map(MainExit::asShell).map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
