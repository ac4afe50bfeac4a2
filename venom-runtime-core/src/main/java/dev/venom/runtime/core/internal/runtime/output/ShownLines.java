package dev.venom.runtime.core.internal.runtime.output;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Finds out which lines are new where only the last ones can be asked for: what follows the end of what was seen
 * before. Confined to one thread.
 */
final class ShownLines {
    private static final int LINES = 500;
    private static final int LOOKS_PER_QUESTION = 4;

    private final IntFunction<List<String>> source;
    private final Consumer<String> receiver;
    private List<String> seen;
    private int looks;

    ShownLines(IntFunction<List<String>> source, Consumer<String> receiver) {
        this.source = source;
        this.receiver = receiver;
        this.seen = source.apply(LINES);
    }

    /** To ask for them may mean to run a program: not at each look. */
    void poll() {
        looks++;
        if (looks % LOOKS_PER_QUESTION != 0) {
            return;
        }
        List<String> now = source.apply(LINES);
        now.subList(overlap(now), now.size()).forEach(receiver);
        seen = now;
    }

    /** How many of the first lines now are the last ones of before. */
    private int overlap(List<String> now) {
        for (int skipped = 0; skipped < seen.size(); skipped++) {
            List<String> end = seen.subList(skipped, seen.size());
            if (end.size() <= now.size() && now.subList(0, end.size()).equals(end)) {
                return end.size();
            }
        }
        return 0;
    }
}
