package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.operation.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The steps of one operation, timed. Confined to whoever holds the operation's lock. */
final class StepList {
    private final LongSupplier nanoTicker;
    private final List<Step> ended = new ArrayList<>();
    private String running = "";
    private long startedNanos;

    StepList(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    void begin(String name) {
        end(Step.State.SUCCEEDED);
        running = name;
        startedNanos = nanoTicker.getAsLong();
    }

    void end(Step.State state) {
        if (!running.isEmpty()) {
            ended.add(new Step(running, state, elapsed()));
            running = "";
        }
    }

    List<Step> view() {
        List<Step> view = new ArrayList<>(ended);
        if (!running.isEmpty()) {
            view.add(new Step(running, Step.State.RUNNING, elapsed()));
        }
        return view;
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTicker.getAsLong() - startedNanos);
    }
}
