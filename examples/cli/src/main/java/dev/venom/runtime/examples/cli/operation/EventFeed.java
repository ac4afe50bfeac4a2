package dev.venom.runtime.examples.cli.operation;

import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.spi.OperationListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hands the events of operations from the library's thread to the one that shows them. Thread-safe. */
final class EventFeed implements OperationListener {
    private final BlockingQueue<OperationEvent> events = new LinkedBlockingQueue<>();

    @Override
    public void onEvent(VenomEvent event) {
        if (event instanceof OperationEvent change) {
            events.add(change);
        }
    }

    Optional<OperationEvent> next(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
    }
}
