package dev.venom.runtime.core.internal.runtime.state;

import dev.venom.runtime.core.internal.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Everything that is remembered of a runtime. Immutable; each {@code with} method returns a copy.
 *
 * @param active the model it serves by our doing
 * @param previous the model it served before
 * @param conduct what is wanted of it and how it has behaved since
 * @param supervisors what each supervisor remembers of it, by the supervisor's id
 * @param finding how it was found, where nobody described it
 * @param log where its output went when it was last started
 * @param activation an activation that has not ended, in the words of whoever switches models
 */
public record RuntimeMemory(
        Optional<ActiveModel> active,
        Optional<ActiveModel> previous,
        Conduct conduct,
        Map<String, Map<String, String>> supervisors,
        Optional<Finding> finding,
        Optional<LogPlace> log,
        Optional<JsonObject> activation) {
    /** Nothing is remembered. */
    public static final RuntimeMemory NONE = new RuntimeMemory(
            Optional.empty(),
            Optional.empty(),
            Conduct.NONE,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Copies the map. */
    public RuntimeMemory {
        supervisors = Map.copyOf(supervisors);
    }

    /**
     * What the last command wanted.
     *
     * @return up or down; empty where there was no command
     */
    public Optional<WantedState> wanted() {
        return conduct.wanted();
    }

    /**
     * Another active model; the one before it becomes the previous one.
     *
     * @param model the model; empty to serve none
     * @return a copy
     */
    public RuntimeMemory withActive(Optional<ActiveModel> model) {
        return withModels(model, active.equals(model) ? previous : active.or(() -> previous));
    }

    /**
     * Both models, as they are.
     *
     * @param model the active one
     * @param former the one before it
     * @return a copy
     */
    public RuntimeMemory withModels(Optional<ActiveModel> model, Optional<ActiveModel> former) {
        return new RuntimeMemory(model, former, conduct, supervisors, finding, log, activation);
    }

    /**
     * Another conduct.
     *
     * @param change from the conduct as it is to the conduct as it is to be
     * @return a copy
     */
    public RuntimeMemory withConduct(UnaryOperator<Conduct> change) {
        return new RuntimeMemory(active, previous, change.apply(conduct), supervisors, finding, log, activation);
    }

    /**
     * Another memory of one supervisor.
     *
     * @param supervisor its id
     * @param facts names and values; empty to forget
     * @return a copy
     */
    public RuntimeMemory withFacts(String supervisor, Map<String, String> facts) {
        Map<String, Map<String, String>> changed = new TreeMap<>(supervisors);
        if (facts.isEmpty()) {
            changed.remove(supervisor);
        } else {
            changed.put(supervisor, Map.copyOf(facts));
        }
        return new RuntimeMemory(active, previous, conduct, changed, finding, log, activation);
    }

    /**
     * How it was found.
     *
     * @param seen the finding
     * @return a copy
     */
    public RuntimeMemory withFinding(Finding seen) {
        return new RuntimeMemory(active, previous, conduct, supervisors, Optional.of(seen), log, activation);
    }

    /**
     * Where its output goes.
     *
     * @param place the log
     * @return a copy
     */
    public RuntimeMemory withLog(LogPlace place) {
        return new RuntimeMemory(active, previous, conduct, supervisors, finding, Optional.of(place), activation);
    }

    /**
     * An activation under way.
     *
     * @param pending what it takes to continue or undo it; empty once it has ended
     * @return a copy
     */
    public RuntimeMemory withActivation(Optional<JsonObject> pending) {
        return new RuntimeMemory(active, previous, conduct, supervisors, finding, log, pending);
    }
}
