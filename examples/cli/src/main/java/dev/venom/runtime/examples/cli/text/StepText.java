package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.operation.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The steps of an operation in one line. */
public final class StepText {
    private StepText() {}

    /**
     * Names each step with its time.
     *
     * @param steps the steps
     * @return such as {@code validate 12 ms, stop 1.2 s}
     */
    public static String of(List<Step> steps) {
        return steps.stream()
                .map(step -> step.name() + " " + time(step.elapsed().toMillis()))
                .collect(Collectors.joining(", "));
    }

    private static String time(long millis) {
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
