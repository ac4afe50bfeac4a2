package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitProperties;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What keeps a unit from running although its program may be right: its type, its conditions, its dependencies. Immutable.
 *
 * @param subject the unit
 */
record StartObstacles(ManagedUnit subject) {
    private static final List<String> STRONG = List.of("Requires", "BindsTo", "Requisite");

    /**
     * What is in the way. Immutable.
     *
     * @param what for people
     * @param cure what to do
     */
    record Obstacle(String what, String cure) {}

    /** What no start changes. */
    Optional<Obstacle> lasting(UnitProperties unit) {
        return unit.text("Type")
                .filter("oneshot"::equals)
                .map(type -> new Obstacle(
                        subject.unit()
                                + " is of Type=oneshot: for systemd it has started once its program has ended, and a"
                                + " server that it leaves is watched by nobody",
                        "Let ExecStart= be the server itself, in the foreground, with Type=exec"));
    }

    /** What the unit tells of a start that came to nothing. */
    Optional<Obstacle> met(UnitProperties unit) {
        return unmet(unit, "Assert")
                .or(() -> unmet(unit, "Condition"))
                .or(() -> exited(unit))
                .or(() -> deadDependency(unit))
                .or(() -> silent(unit));
    }

    private Optional<Obstacle> unmet(UnitProperties unit, String kind) {
        return UnitState.unmet(unit, kind)
                .map(which -> new Obstacle(
                        subject.unit() + " was not started, for a condition in its file is not met"
                                + (which.isEmpty() ? "" : ": " + which),
                        "Make it true, or take that line out of the unit: " + subject.systemctl() + " cat "
                                + subject.unit()));
    }

    private Optional<Obstacle> exited(UnitProperties unit) {
        return unit.text("SubState")
                .filter("exited"::equals)
                .map(sub -> new Obstacle(
                        subject.unit() + " counts as active although its program has ended (RemainAfterExit=yes)",
                        "Let ExecStart= be the server itself, in the foreground, without RemainAfterExit="));
    }

    private Optional<Obstacle> deadDependency(UnitProperties unit) {
        return STRONG.stream()
                .flatMap(kind -> unit.text(kind).stream().flatMap(names -> Stream.of(names.split("\\s+"))))
                .distinct()
                .flatMap(name -> failed(name).stream())
                .findFirst()
                .map(words -> new Obstacle(
                        subject.unit() + " was not started, for it requires " + words,
                        "Start that one first: " + subject.systemctl() + " status " + words.split(" ", 2)[0]));
    }

    private Optional<String> failed(String name) {
        try {
            UnitProperties properties = subject.access().ask(manager -> manager.properties(name));
            UnitState state = UnitState.of(properties);
            boolean dead = state.isFailed() || !state.isLoaded();
            return dead
                    ? Optional.of(name + " which is " + (state.isLoaded() ? state.active() : state.load()))
                    : UnitState.unmet(properties, "Condition")
                            .filter(which -> !state.isUp())
                            .map(which -> name + " whose condition is not met" + (which.isEmpty() ? "" : ": " + which));
        } catch (ManagerException notAsked) {
            return Optional.empty();
        }
    }

    private Optional<Obstacle> silent(UnitProperties unit) {
        boolean late = unit.text("Result").filter("timeout"::equals).isPresent();
        return unit.text("Type")
                .filter(type -> late && type.startsWith("notify"))
                .map(type -> new Obstacle(
                        subject.unit() + " is of Type=" + type
                                + ", and its program did not tell systemd that it is ready",
                        "vLLM, llama.cpp and Ollama do not tell: write Type=exec"));
    }
}
