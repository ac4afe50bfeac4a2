package dev.venom.runtime.testbed.systemd;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes and writes how each test ended: the side of {@link TestsInside} that is inside. */
final class TestRunner implements TestExecutionListener {
    private final Path outcomes;

    private TestRunner(Path outcomes) {
        this.outcomes = outcomes;
    }

    /**
     * Runs to the end, whatever threads are left.
     *
     * @param arguments a file for the outcomes, then names of classes
     */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(words.stream()
                        .skip(1)
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .build();
        LauncherFactory.create().execute(request, new TestRunner(Path.of(words.get(0))));
        System.exit(0);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            System.out.println("--- " + name(test));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        write(new TestOutcome(name(test), Optional.empty(), Optional.of(reason)));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            write(new TestOutcome(name(test), Optional.empty(), Optional.of(trace(result))));
        } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            write(new TestOutcome(name(test), Optional.of(trace(result)), Optional.empty()));
        } else if (test.isTest()) {
            write(new TestOutcome(name(test), Optional.empty(), Optional.empty()));
        }
    }

    private static String name(TestIdentifier test) {
        String owner = test.getSource()
                .map(source -> source instanceof MethodSource method
                        ? method.getClassName()
                        : source instanceof ClassSource type ? type.getClassName() : "")
                .orElse("");
        return owner.substring(owner.lastIndexOf('.') + 1) + " " + test.getDisplayName();
    }

    private static String trace(TestExecutionResult result) {
        StringWriter text = new StringWriter();
        result.getThrowable().ifPresent(failure -> failure.printStackTrace(new PrintWriter(text, true)));
        return text.toString();
    }

    private void write(TestOutcome outcome) {
        try {
            Files.writeString(outcomes, outcome.toLine() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
