package dev.venom.runtime.api.runtime;

import java.util.List;

/**
 * A runtime, looked at from all sides. Immutable.
 *
 * @param status what is known of it
 * @param verdict what all of it means, in words, and what to do
 * @param sections the findings, each under its heading
 */
public record Diagnosis(RuntimeStatus status, String verdict, List<Section> sections) {
    /** Copies the list. */
    public Diagnosis {
        sections = List.copyOf(sections);
    }

    /**
     * Findings of one kind. Immutable.
     *
     * @param name what they are about, such as {@code processes} or {@code log}
     * @param lines the findings, without secrets
     */
    public record Section(String name, List<String> lines) {
        /** Copies the list. */
        public Section {
            lines = List.copyOf(lines);
        }
    }
}
