package dev.venom.runtime.core.internal.compatibility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The architectures that vLLM serves, as one version of it lists them. Immutable. */
final class VllmArchitectures {
    private final VllmVersion version;
    private final String date;
    private final Map<String, Entry> entries;

    private VllmArchitectures(VllmVersion version, String date, Map<String, Entry> entries) {
        this.version = version;
        this.date = date;
        this.entries = Map.copyOf(entries);
    }

    /** The list that comes with the library. */
    static VllmArchitectures bundled() {
        return Holder.BUNDLED;
    }

    /** The version that the list is of. */
    VllmVersion version() {
        return version;
    }

    String date() {
        return date;
    }

    Optional<Entry> find(String architecture) {
        return Optional.ofNullable(entries.get(architecture));
    }

    /**
     * What the list says of an architecture. Immutable.
     *
     * @param standing how it stands
     * @param note the last version that had it, or the plugin that has it; empty for others
     */
    record Entry(Standing standing, String note) {}

    /** How an architecture stands. */
    enum Standing {
        SERVED,
        DRAFT_ONLY,
        BY_PLUGIN,
        REMOVED
    }

    private static VllmArchitectures read() {
        try (InputStream in = Objects.requireNonNull(
                        VllmArchitectures.class.getResourceAsStream("vllm-architectures.txt"),
                        "list of architectures");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(lines);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static VllmArchitectures parse(BufferedReader lines) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        String version = "";
        String date = "";
        String section = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 2);
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (words[0].equals("version")) {
                version = words[1];
            } else if (words[0].equals("date")) {
                date = words[1];
            } else if (!line.startsWith("#")) {
                Entry entry = new Entry(standing(section), words.length > 1 ? words[1] : "");
                entries.merge(words[0], entry, (one, other) -> one.standing() == Standing.SERVED ? one : other);
            }
        }
        return new VllmArchitectures(VllmVersion.parse(version).orElseThrow(), date, entries);
    }

    private static Standing standing(String section) {
        return switch (section) {
            case "removed" -> Standing.REMOVED;
            case "out-of-tree" -> Standing.BY_PLUGIN;
            case "speculative-draft" -> Standing.DRAFT_ONLY;
            default -> Standing.SERVED;
        };
    }

    private static final class Holder {
        private static final VllmArchitectures BUNDLED = read();
    }
}
