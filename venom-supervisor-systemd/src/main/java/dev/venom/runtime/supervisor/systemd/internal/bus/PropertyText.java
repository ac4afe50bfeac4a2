package dev.venom.runtime.supervisor.systemd.internal.bus;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.freedesktop.dbus.Container;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/** Writes what the bus yields as {@code systemctl show} would. */
final class PropertyText {
    private static final Set<String> CHECKS = Set.of("Conditions", "Asserts");
    private static final int CHECK_PARTS = 5;
    private static final int TRIGGER = 1;
    private static final int NEGATION = 2;
    private static final int PARAMETER = 3;
    private static final int STATE = 4;

    private PropertyText() {}

    static Map<String, String> of(Map<String, Variant<?>> properties) {
        Map<String, String> text = new TreeMap<>();
        properties.forEach((name, value) ->
                text.put(name, CHECKS.contains(name) ? unmet(value.getValue()) : text(value.getValue())));
        return text;
    }

    /** Of conditions only those are worth telling that were not met: name, trigger, negation, parameter, state. */
    private static String unmet(Object checks) {
        Stream<?> all = checks instanceof Collection<?> list
                ? list.stream()
                : checks instanceof Object[] array ? Stream.of(array) : Stream.empty();
        return all.map(PropertyText::parts)
                .filter(parts ->
                        parts.length == CHECK_PARTS && parts[STATE] instanceof Number state && state.intValue() < 0)
                .map(parts -> parts[0] + "=" + (Boolean.TRUE.equals(parts[TRIGGER]) ? "|" : "")
                        + (Boolean.TRUE.equals(parts[NEGATION]) ? "!" : "") + parts[PARAMETER])
                .collect(Collectors.joining(", "));
    }

    private static Object[] parts(Object struct) {
        if (struct instanceof Container parts) {
            return parts.getParameters();
        }
        return struct instanceof Object[] array
                ? array
                : struct instanceof Collection<?> list ? list.toArray() : new Object[0];
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Object[] parts) {
            return joined(Stream.of(parts));
        }
        if (value instanceof Collection<?> parts) {
            return joined(parts.stream());
        }
        if (value instanceof Container parts) {
            return joined(Stream.of(parts.getParameters()));
        }
        return value instanceof DBusPath path ? path.getPath() : String.valueOf(value);
    }

    private static String joined(Stream<?> parts) {
        return parts.map(PropertyText::text).collect(Collectors.joining(" "));
    }
}
