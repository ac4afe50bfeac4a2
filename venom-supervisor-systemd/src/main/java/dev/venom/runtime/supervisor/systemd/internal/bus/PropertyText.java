package dev.venom.runtime.supervisor.systemd.internal.bus;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.freedesktop.dbus.Container;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/** Writes what the bus yields as {@code systemctl show} would. */
final class PropertyText {
    private PropertyText() {}

    static Map<String, String> of(Map<String, Variant<?>> properties) {
        Map<String, String> text = new TreeMap<>();
        properties.forEach((name, value) -> text.put(name, text(value.getValue())));
        return text;
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
