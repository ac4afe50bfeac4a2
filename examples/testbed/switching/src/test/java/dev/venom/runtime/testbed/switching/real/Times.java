package dev.venom.runtime.testbed.switching.real;

import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Step;
import dev.venom.runtime.api.runtime.ResourceUsage;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints how long real servers take, for the record. */
final class Times {
    private final String subject;

    Times(String subject) {
        this.subject = subject;
    }

    /** Prints how long something took from some value of {@link System#nanoTime()} on. */
    void since(long beginNanos, String what) {
        took(Duration.ofNanos(System.nanoTime() - beginNanos), what);
    }

    void took(Duration time, String what) {
        print(what, String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0));
    }

    /** Prints an operation by its steps. */
    void of(OperationStatus operation, String what) {
        print(
                what,
                operation.steps().stream()
                        .map(step -> step.name() + " " + seconds(step))
                        .collect(Collectors.joining(", ")));
    }

    /** Prints what a runtime is said to take, beside what its processes take. */
    void memory(ResourceUsage counted, ServerProcesses processes) {
        print(
                "memory",
                mib(counted.memoryBytes().orElseThrow()) + " by "
                        + counted.memoryMethod().orElseThrow() + "; PSS of the tree "
                        + mib(processes.proportionalBytes()) + ", of the server alone "
                        + mib(ServerProcesses.proportionalBytes(processes.server())));
    }

    void print(String what, String figure) {
        System.out.println("FIGURE | " + subject + " | " + what + " | " + figure);
    }

    private static String mib(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private static String seconds(Step step) {
        return String.format(Locale.ROOT, "%.1f s", step.elapsed().toMillis() / 1000.0);
    }
}
