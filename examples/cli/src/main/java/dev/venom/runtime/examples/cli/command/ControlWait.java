package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.Operations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Waits until an operation of some other process stands as it was asked to. One that has not obeyed in time is taken as
 * it is: the request stays.
 */
final class ControlWait {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private ControlWait() {}

    static OperationStatus await(Operations operations, OperationId id, Predicate<OperationState> obeyed)
            throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        OperationStatus status = KnownOperation.find(operations, id);
        while (!obeyed.test(status.state()) && !status.state().isTerminal() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(INTERVAL.toMillis());
            status = KnownOperation.find(operations, id);
        }
        return status;
    }
}
