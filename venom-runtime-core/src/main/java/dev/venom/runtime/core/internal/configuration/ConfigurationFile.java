package dev.venom.runtime.core.internal.configuration;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.MalformedJsonException;
import dev.venom.runtime.core.internal.log.LogLimits;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The file named by {@code VENOM_CONFIG}: {@code {"runtimes":[...],"limits":{...},"alerts":{...},"logs":{...}}}.
 * Immutable.
 *
 * @param runtimes the runtimes of this host
 * @param limits its limits
 * @param logs how much of their output is kept
 * @param alerts from where on the use of memory is worth an alert
 */
public record ConfigurationFile(List<RuntimeSpec> runtimes, Limits limits, LogLimits logs, AlertLimits alerts) {
    /** There is no file. */
    public static final ConfigurationFile NONE =
            new ConfigurationFile(List.of(), Limits.NONE, LogLimits.STANDARD, AlertLimits.STANDARD);

    /** Copies the list. */
    public ConfigurationFile {
        runtimes = List.copyOf(runtimes);
    }

    /**
     * Reads a file.
     *
     * @param file its path
     * @return what it says
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST naming the key that is unknown, bad or
     *     missing
     */
    public static ConfigurationFile read(Path file) {
        try {
            return new Section(JsonReader.within(JsonLimits.OWN).readObject(file), "", file).whole();
        } catch (NoSuchFileException missing) {
            throw Section.invalid(file, "it does not exist");
        } catch (MalformedJsonException malformed) {
            throw Section.invalid(file, "it is not JSON: " + malformed.getMessage());
        } catch (IOException unreadable) {
            throw Section.invalid(file, "it can't be read: " + unreadable.getMessage());
        }
    }

    /**
     * Whether a runtime may be named so: its id becomes a file name.
     *
     * @param id the name
     * @return true for letters, digits and {@code _.-}
     */
    public static boolean isRuntimeId(String id) {
        return RuntimeSection.isId(id);
    }

    static ConfigurationFile of(Section root) {
        root.requireOnly("runtimes", "limits", "alerts", "logs");
        List<RuntimeSpec> runtimes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section runtime : root.sections("runtimes")) {
            RuntimeSpec spec = RuntimeSection.read(runtime);
            if (!ids.add(spec.id())) {
                throw runtime.bad("id", "'" + spec.id() + "' is there twice");
            }
            runtimes.add(spec);
        }
        return new ConfigurationFile(
                runtimes,
                root.section("limits").map(ConfigurationFile::limits).orElse(Limits.NONE),
                root.section("logs").map(ConfigurationFile::logs).orElse(LogLimits.STANDARD),
                root.section("alerts").map(AlertLimits::read).orElse(AlertLimits.STANDARD));
    }

    private static Limits limits(Section limits) {
        limits.requireOnly("max_disk_gb", "confirm_above_gb", "max_downloads", "max_connections");
        return new Limits(
                limits.gigabytes("max_disk_gb"),
                limits.gigabytes("confirm_above_gb"),
                limits.count("max_downloads", 1, 64),
                limits.count("max_connections", 1, 256));
    }

    private static LogLimits logs(Section logs) {
        logs.requireOnly("max_mb", "keep", "days");
        return LogLimits.of(
                logs.count("max_mb", 1, 1 << 20).orElse(50),
                logs.count("keep", 1, 1_000).orElse(5),
                logs.count("days", 1, 3_650).orElse(14));
    }
}
