package dev.venom.runtime.core.internal.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.json.Json;
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
import java.util.stream.Stream;

/**
 * One object of the configuration file. It reads values of the kind that is asked for, and names the key of
 * whatever is wrong. Immutable.
 *
 * @param json the object
 * @param prefix where it stands in the file, such as {@code limits.}
 * @param file the file
 */
record Section(JsonNode json, String prefix, Path file) {
    private static final double GIGABYTE = 1e9;

    ConfigurationFile whole() {
        return ConfigurationFile.of(this);
    }

    void requireOnly(String... known) {
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw bad(unknown.iterator().next(), "it is unknown; known are " + String.join(", ", known));
        }
    }

    Optional<String> text(String key) {
        return value(key)
                .map(value -> Json.text(value)
                        .filter(text -> !text.isBlank())
                        .orElseThrow(() -> bad(key, "it has to be a text")));
    }

    String requiredText(String key) {
        return text(key).orElseThrow(() -> bad(key, "it is missing"));
    }

    List<String> texts(String key) {
        return elements(key, "it has to be a list of texts")
                .map(each -> Json.text(each).orElseThrow(() -> bad(key, "it has to be a list of texts")))
                .toList();
    }

    Map<String, String> textMap(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        section(key)
                .ifPresent(inner -> inner.json.properties().forEach(member -> {
                    String name = member.getKey();
                    map.put(
                            name,
                            Json.text(member.getValue()).orElseThrow(() -> inner.bad(name, "it has to be a text")));
                }));
        return map;
    }

    Optional<Section> section(String key) {
        return value(key).map(value -> {
            JsonNode object = Json.object(value).orElseThrow(() -> bad(key, "it has to be an object"));
            return new Section(object, prefix + key + ".", file);
        });
    }

    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        elements(key, "it has to be a list").forEach(element -> {
            JsonNode object = Json.object(element).orElseThrow(() -> bad(key, "it has to be a list of objects"));
            sections.add(new Section(object, prefix + key + "[" + sections.size() + "].", file));
        });
        return sections;
    }

    OptionalLong gigabytes(String key) {
        if (!json.has(key)) {
            return OptionalLong.empty();
        }
        OptionalDouble number = Json.decimal(json.path(key));
        if (number.isEmpty() || number.getAsDouble() < 0 || number.getAsDouble() > 1e9) {
            throw bad(key, "it has to be a number of gigabytes");
        }
        return OptionalLong.of((long) (number.getAsDouble() * GIGABYTE));
    }

    OptionalInt count(String key, int lowest, int highest) {
        if (!json.has(key)) {
            return OptionalInt.empty();
        }
        OptionalLong number = Json.number(json.path(key));
        if (number.isEmpty() || number.getAsLong() < lowest || number.getAsLong() > highest) {
            throw bad(key, "it has to be a whole number from " + lowest + " to " + highest);
        }
        return OptionalInt.of((int) number.getAsLong());
    }

    private Optional<JsonNode> value(String key) {
        return Optional.ofNullable(json.get(key));
    }

    private Stream<JsonNode> elements(String key, String expected) {
        return value(key).stream().flatMap(value -> {
            if (!value.isArray()) {
                throw bad(key, expected);
            }
            return Json.elements(value);
        });
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
