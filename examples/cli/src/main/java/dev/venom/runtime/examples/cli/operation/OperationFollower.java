package dev.venom.runtime.examples.cli.operation;

import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.Output;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Begins an operation, shows it until it ends, and yields its result. Ctrl+C cancels it. Confined to one thread.
 */
public final class OperationFollower {
    private static final Duration SILENCE = Duration.ofMillis(250);

    private final Console console;
    private final ModelManager manager;

    /**
     * A follower of operations of one manager.
     *
     * @param console where they are shown
     * @param manager what runs them
     */
    public OperationFollower(Console console, ModelManager manager) {
        this.console = console;
        this.manager = manager;
    }

    /**
     * Runs an operation and shows its course.
     *
     * @param begin begins it
     * @param <R> what it yields
     * @return its result
     * @throws dev.venom.runtime.api.error.VenomException if it failed or was cancelled
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public <R> R run(Supplier<Operation<R>> begin) throws InterruptedException {
        return watch(begin, course()).await();
    }

    /**
     * Runs an operation of which a program wants the result alone.
     *
     * @param begin begins it
     * @param <R> what it yields
     * @return its result
     * @throws dev.venom.runtime.api.error.VenomException if it failed or was cancelled
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public <R> R runForResult(Supplier<Operation<R>> begin) throws InterruptedException {
        return watch(begin, console.output().style() == Output.Style.JSON ? new SilentView() : bar())
                .await();
    }

    /**
     * Runs an operation of whatever kind and shows its course.
     *
     * @param begin begins it
     * @return how it stands at its end
     * @throws dev.venom.runtime.api.error.VenomException if it failed or was cancelled
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public OperationStatus runToEnd(Supplier<Operation<?>> begin) throws InterruptedException {
        Operation<?> operation = watch(begin, course());
        operation.await();
        return operation.status();
    }

    private OperationView course() {
        return console.output().style() == Output.Style.JSON ? new JsonLinesView(console.output()) : bar();
    }

    private OperationView bar() {
        return console.terminal().showsProgress() ? new ProgressBarView(console.errors()) : new SilentView();
    }

    private <O extends Operation<?>> O watch(Supplier<O> begin, OperationView view) throws InterruptedException {
        EventFeed feed = new EventFeed();
        // Before it begins, or its first events would be missed; the manager ends the subscription with itself.
        manager.addListener(feed);
        O operation = begin.get();
        console.interruption().endWith(operation::cancel);
        try {
            show(operation, feed, view);
        } finally {
            view.end();
        }
        return operation;
    }

    private static void show(Operation<?> operation, EventFeed feed, OperationView view) throws InterruptedException {
        OperationTracker course = new OperationTracker(operation.id(), view);
        while (!course.isOver()) {
            Optional<OperationEvent> event = feed.next(SILENCE);
            if (event.isPresent()) {
                course.heard(event.get());
            } else {
                course.silent(operation.status());
            }
        }
    }
}
