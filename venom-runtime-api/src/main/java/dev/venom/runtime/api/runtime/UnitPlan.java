package dev.venom.runtime.api.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A service unit, as it should be and as it is. Immutable.
 *
 * @param runtime id of the runtime
 * @param unit its name, such as {@code vllm.service}
 * @param scope the manager that holds it
 * @param file where the text belongs: the unit itself, or a drop-in beside a unit that is not ours
 * @param text what should stand there
 * @param installed what stands there now
 * @param notes what else somebody has to do, such as a rule that lets a user restart the unit
 */
public record UnitPlan(
        String runtime,
        String unit,
        RuntimeSpec.Scope scope,
        Path file,
        String text,
        Optional<String> installed,
        List<String> notes) {
    /** Copies the list. */
    public UnitPlan {
        notes = List.copyOf(notes);
    }

    /**
     * Whether nothing has to be written.
     *
     * @return true if what stands there is what should
     */
    public boolean isCurrent() {
        return installed.filter(text::equals).isPresent();
    }
}
