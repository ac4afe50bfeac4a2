package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.runtime.Diagnosis;
import dev.venom.runtime.api.runtime.Diagnosis.Section;

/** A runtime, looked at from all sides. */
public final class DiagnosisText {
    private DiagnosisText() {}

    /**
     * The verdict, then the findings under their headings.
     *
     * @param diagnosis the findings
     * @return several lines
     */
    public static String of(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder(RuntimeTable.sentence(diagnosis.status()));
        text.append('\n').append(diagnosis.verdict());
        for (Section section : diagnosis.sections()) {
            if (!section.lines().isEmpty()) {
                text.append("\n\n").append(section.name());
                section.lines().forEach(line -> text.append("\n  ").append(line));
            }
        }
        return text.toString();
    }
}
