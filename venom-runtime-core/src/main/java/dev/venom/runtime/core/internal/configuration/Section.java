package dev.venom.runtime.core.internal.configuration;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonString;
import dev.venom.runtime.core.internal.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * One object of the configuration file. It reads values of the kind that is asked for, and names the key of
 * whatever is wrong. Immutable.
 *
 * @param json the object
 * @param prefix where it stands in the file, such as {@code limits.}
 * @param file the file
 */
record Section(JsonObject json, String prefix, Path file) {
    private static final double GIGABYTE = 1e9;

    ConfigurationFile whole() {
        return ConfigurationFile.of(this);
    }

    void requireOnly(String... known) {
        Set<String> unknown = new TreeSet<>(json.members().keySet());
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw bad(unknown.iterator().next(), "it is unknown; known are " + String.join(", ", known));
        }
    }

    Optional<String> text(String key) {
        return json.value(key)
                .map(value -> value.asText()
                        .filter(text -> !text.isBlank())
                        .orElseThrow(() -> bad(key, "it has to be a text")));
    }

    String requiredText(String key) {
        return text(key).orElseThrow(() -> bad(key, "it is missing"));
    }

    List<String> texts(String key) {
        Optional<JsonValue> value = json.value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        List<JsonValue> values = value.get()
                .asArray()
                .orElseThrow(() -> bad(key, "it has to be a list of texts"))
                .values();
        return values.stream()
                .map(each -> each.asText().orElseThrow(() -> bad(key, "it has to be a list of texts")))
                .toList();
    }

    Map<String, String> textMap(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        section(key)
                .ifPresent(inner -> inner.json.members().forEach((name, value) -> {
                    if (!(value instanceof JsonString text)) {
                        throw inner.bad(name, "it has to be a text");
                    }
                    map.put(name, text.text());
                }));
        return map;
    }

    Optional<Section> section(String key) {
        return json.value(key)
                .map(value -> new Section(
                        value.asObject().orElseThrow(() -> bad(key, "it has to be an object")),
                        prefix + key + ".",
                        file));
    }

    List<Section> sections(String key) {
        Optional<JsonValue> value = json.value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        List<JsonValue> values = value.get()
                .asArray()
                .orElseThrow(() -> bad(key, "it has to be a list"))
                .values();
        for (int index = 0; index < values.size(); index++) {
            String place = prefix + key + "[" + index + "].";
            JsonObject object =
                    values.get(index).asObject().orElseThrow(() -> bad(key, "it has to be a list of objects"));
            sections.add(new Section(object, place, file));
        }
        return sections;
    }

    OptionalLong gigabytes(String key) {
        if (json.value(key).isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalDouble number = json.decimal(key);
        if (number.isEmpty() || number.getAsDouble() < 0 || number.getAsDouble() > 1e9) {
            throw bad(key, "it has to be a number of gigabytes");
        }
        return OptionalLong.of((long) (number.getAsDouble() * GIGABYTE));
    }

    OptionalInt count(String key, int lowest, int highest) {
        if (json.value(key).isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalLong number = json.number(key);
        if (number.isEmpty() || number.getAsLong() < lowest || number.getAsLong() > highest) {
            throw bad(key, "it has to be a whole number from " + lowest + " to " + highest);
        }
        return OptionalInt.of((int) number.getAsLong());
    }

    VenomException bad(String key, String why) {
        return invalid(file, "key '" + prefix + key + "': " + why);
    }

    static VenomException invalid(Path file, String why) {
        return new VenomException(
                ErrorCode.INVALID_REQUEST,
                "The configuration " + file + " is not usable: " + why + ".",
                "Mend it, or unset VENOM_CONFIG.");
    }
}
