package dev.venom.runtime.core.internal.activation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.spi.runtime.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of a host's file that a switch changes, as they were: only these are remembered, for the rest of the file is
 * not ours to copy. Immutable.
 *
 * @param file the file
 * @param form how settings are written in it
 * @param lines the former lines of each setting; none where it was missing
 */
record SettingsEdit(Path file, SettingsFile.Form form, Map<String, List<String>> lines) {
    SettingsEdit {
        lines = Map.copyOf(lines);
    }

    ObjectNode write() {
        ObjectNode json = Json.object()
                .put("file", file.toString())
                .put("form", form.name().toLowerCase(Locale.ROOT));
        ArrayNode settings = json.putArray("settings");
        new TreeMap<>(lines).forEach((name, former) -> {
            ObjectNode setting = settings.addObject().put("name", name);
            former.forEach(setting.putArray("lines")::add);
        });
        return json;
    }

    static SettingsEdit read(JsonNode json) {
        Map<String, List<String>> lines = new TreeMap<>();
        Json.objects(json.path("settings"))
                .forEach(setting ->
                        lines.put(Json.text(setting.path("name")).orElse(""), Json.texts(setting.path("lines"))));
        return new SettingsEdit(
                Path.of(Json.text(json.path("file")).orElse("")),
                SettingsFile.Form.valueOf(
                        Json.text(json.path("form")).orElse("").toUpperCase(Locale.ROOT)),
                lines);
    }
}
