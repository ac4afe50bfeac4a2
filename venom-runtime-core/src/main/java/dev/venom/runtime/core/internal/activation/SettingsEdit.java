package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.spi.runtime.SettingsFile;
import java.nio.file.Path;
import java.util.ArrayList;
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

    JsonObject write() {
        List<JsonObject> settings = new ArrayList<>();
        new TreeMap<>(lines)
                .forEach((name, former) -> settings.add(JsonObject.builder()
                        .text("name", name)
                        .texts("lines", former)
                        .build()));
        return JsonObject.builder()
                .text("file", file.toString())
                .text("form", form.name().toLowerCase(Locale.ROOT))
                .objects("settings", settings)
                .build();
    }

    static SettingsEdit read(JsonObject json) {
        Map<String, List<String>> lines = new TreeMap<>();
        json.objects("settings")
                .forEach(setting -> lines.put(setting.text("name").orElse(""), setting.texts("lines")));
        return new SettingsEdit(
                Path.of(json.text("file").orElse("")),
                SettingsFile.Form.valueOf(json.text("form").orElse("").toUpperCase(Locale.ROOT)),
                lines);
    }
}
