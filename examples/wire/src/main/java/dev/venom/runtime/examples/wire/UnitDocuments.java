package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.runtime.UnitPlan;

/** Service units. */
public final class UnitDocuments {
    private UnitDocuments() {}

    /**
     * One unit.
     *
     * @param unit the unit, as it should be and as it is
     * @return {@code {"runtime","unit","scope","file","current","text","installed"?,"notes":[]}}
     */
    public static String single(UnitPlan unit) {
        return JsonLine.begin()
                .text("runtime", unit.runtime())
                .text("unit", unit.unit())
                .word("scope", unit.scope())
                .text("file", unit.file().toString())
                .flag("current", unit.isCurrent())
                .text("text", unit.text())
                .text("installed", unit.installed())
                .texts("notes", unit.notes())
                .end();
    }
}
