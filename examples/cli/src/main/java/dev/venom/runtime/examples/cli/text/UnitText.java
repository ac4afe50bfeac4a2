package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.runtime.UnitPlan;

/** A service unit, as it should be and as it is. */
public final class UnitText {
    private UnitText() {}

    /**
     * The unit.
     *
     * @param unit the unit
     * @return where it belongs and how it stands, its text, and what else somebody has to do
     */
    public static String of(UnitPlan unit) {
        StringBuilder text = new StringBuilder("# " + unit.file() + ": " + standing(unit) + "\n");
        text.append(unit.text().stripTrailing());
        unit.notes().forEach(note -> text.append("\n# ").append(note.replace("\n", "\n# ")));
        return text.toString();
    }

    private static String standing(UnitPlan unit) {
        if (unit.isCurrent()) {
            return "installed";
        }
        return unit.installed().isPresent() ? "differs from what is installed" : "not installed";
    }
}
