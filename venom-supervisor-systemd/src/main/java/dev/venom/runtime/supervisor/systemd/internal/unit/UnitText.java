package dev.venom.runtime.supervisor.systemd.internal.unit;

import java.util.ArrayList;
import java.util.List;

/** Collects the lines of a unit file of ours. Confined to one thread. */
final class UnitText {
    private final List<String> lines = new ArrayList<>();

    UnitText comment(String text) {
        lines.add("# " + Escape.text(text));
        return this;
    }

    UnitText section(String name) {
        lines.add("");
        lines.add("[" + name + "]");
        return this;
    }

    /** A value that is escaped already, or needs no escaping. */
    UnitText set(String key, String value) {
        lines.add(key + "=" + value);
        return this;
    }

    UnitText set(String key, long value) {
        return set(key, Long.toString(value));
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
