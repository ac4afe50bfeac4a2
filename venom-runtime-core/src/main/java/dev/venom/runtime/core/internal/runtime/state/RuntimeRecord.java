package dev.venom.runtime.core.internal.runtime.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Everything that is remembered of a runtime. Immutable; each {@code with} method returns a copy.
 *
 * @param active the model it serves by our doing
 * @param previous the model it served before
 * @param lifecycle what is wanted of it and how it has behaved since
 * @param supervisors what each supervisor remembers of it, by the supervisor's id
 * @param finding how it was found, where nobody described it
 * @param log where its output went when it was last started
 * @param activation an activation that has not ended, in the words of whoever switches models
 * @param elsewhere what is remembered of other servers that were found under the same name, each at its own address
 */
public record RuntimeRecord(
        Optional<ActiveModel> active,
        Optional<ActiveModel> previous,
        LifecycleState lifecycle,
        Map<String, Map<String, String>> supervisors,
        Optional<DiscoveredRuntime> finding,
        Optional<LogPosition> log,
        Optional<JsonNode> activation,
        List<RuntimeRecord> elsewhere) {
    /** Nothing is remembered. */
    public static final RuntimeRecord NONE = new RuntimeRecord(
            Optional.empty(),
            Optional.empty(),
            LifecycleState.NONE,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    /** Copies the collections. */
    public RuntimeRecord {
        supervisors = Map.copyOf(supervisors);
        elsewhere = List.copyOf(elsewhere);
    }

    /**
     * What the last command wanted.
     *
     * @return up or down; empty where there was no command
     */
    public Optional<WantedState> wanted() {
        return lifecycle.wanted();
    }

    /**
     * Another active model; the one before it becomes the previous one.
     *
     * @param model the model; empty to serve none
     * @return a copy
     */
    public RuntimeRecord withActive(Optional<ActiveModel> model) {
        return withModels(model, active.equals(model) ? previous : active.or(() -> previous));
    }

    /**
     * Both models, as they are.
     *
     * @param model the active one
     * @param former the one before it
     * @return a copy
     */
    public RuntimeRecord withModels(Optional<ActiveModel> model, Optional<ActiveModel> former) {
        return new RuntimeRecord(model, former, lifecycle, supervisors, finding, log, activation, elsewhere);
    }

    /**
     * Another state of its lifecycle.
     *
     * @param change from the state as it is to the state as it is to be
     * @return a copy
     */
    public RuntimeRecord withLifecycle(UnaryOperator<LifecycleState> change) {
        return new RuntimeRecord(
                active, previous, change.apply(lifecycle), supervisors, finding, log, activation, elsewhere);
    }

    /**
     * Another memory of one supervisor.
     *
     * @param supervisor its id
     * @param facts names and values; empty to forget
     * @return a copy
     */
    public RuntimeRecord withFacts(String supervisor, Map<String, String> facts) {
        Map<String, Map<String, String>> changed = new TreeMap<>(supervisors);
        if (facts.isEmpty()) {
            changed.remove(supervisor);
        } else {
            changed.put(supervisor, Map.copyOf(facts));
        }
        return new RuntimeRecord(active, previous, lifecycle, changed, finding, log, activation, elsewhere);
    }

    /**
     * How it was found. What is remembered is about the server at that address: of one that was found elsewhere under the
     * same name everything is kept apart, until it is found there again.
     *
     * @param seen the finding
     * @return a copy
     */
    public RuntimeRecord withFinding(DiscoveredRuntime seen) {
        if (finding.filter(known -> !known.isAt(seen.baseUri())).isEmpty()) {
            return found(seen, elsewhere);
        }
        Predicate<RuntimeRecord> same = other ->
                other.finding.filter(known -> known.isAt(seen.baseUri())).isPresent();
        List<RuntimeRecord> others = new ArrayList<>();
        others.add(found(finding.orElseThrow(), List.of()));
        elsewhere.stream().filter(same.negate()).forEach(others::add);
        return elsewhere.stream().filter(same).findFirst().orElse(NONE).found(seen, others);
    }

    /**
     * The finding of one of the servers that were found under this name.
     *
     * @param meant which one
     * @return the finding; empty where none was found there
     */
    public Optional<DiscoveredRuntime> finding(Predicate<DiscoveredRuntime> meant) {
        return Stream.concat(finding.stream(), elsewhere.stream().flatMap(other -> other.finding.stream()))
                .filter(meant)
                .findFirst();
    }

    private RuntimeRecord found(DiscoveredRuntime seen, List<RuntimeRecord> others) {
        return new RuntimeRecord(active, previous, lifecycle, supervisors, Optional.of(seen), log, activation, others);
    }

    /**
     * Where its output goes.
     *
     * @param place the log
     * @return a copy
     */
    public RuntimeRecord withLog(LogPosition place) {
        return new RuntimeRecord(
                active, previous, lifecycle, supervisors, finding, Optional.of(place), activation, elsewhere);
    }

    /**
     * An activation under way.
     *
     * @param pending what it takes to continue or undo it; empty once it has ended
     * @return a copy
     */
    public RuntimeRecord withActivation(Optional<JsonNode> pending) {
        return new RuntimeRecord(active, previous, lifecycle, supervisors, finding, log, pending, elsewhere);
    }
}
