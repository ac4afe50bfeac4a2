package dev.venom.runtime.core.internal.download;

import java.util.EnumMap;
import java.util.Map;

/** Counts setbacks since the last progress, and says when it is enough. Confined to whoever guards it. */
final class RetryBudget {
    private final Map<AttemptFailure.Kind, Integer> counts = new EnumMap<>(AttemptFailure.Kind.class);
    private int inARow;

    void add(AttemptFailure setback) {
        counts.merge(setback.kind(), 1, Integer::sum);
        inARow++;
    }

    /** Whether another try makes no sense. */
    boolean isEnough(AttemptFailure setback) {
        return counts.getOrDefault(setback.kind(), 0) >= setback.mostTries();
    }

    int inARow() {
        return inARow;
    }

    void clear() {
        counts.clear();
        inARow = 0;
    }
}
