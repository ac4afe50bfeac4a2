package dev.venom.runtime.testbed.ollama.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the models say: always the same words, as many as are wanted, one after another. Thread-safe. */
final class CannedReplies {

    private static final List<String> WORDS =
            List.of("The", " quick", " brown", " fox", " jumps", " over", " the", " lazy", " dog", ".");

    private final Duration tokenTime;

    CannedReplies(Duration tokenTime) {
        this.tokenTime = tokenTime;
    }

    /** How many tokens there will be. */
    static int length(JsonNode limit) {
        int wanted = limit.asInt(-1);
        return wanted < 0 ? WORDS.size() : wanted;
    }

    /** The token of that number; takes its time. */
    String next(int number) {
        LockSupport.parkNanos(tokenTime.toNanos());
        return WORDS.get(number % WORDS.size());
    }

    String whole(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(next(i));
        }
        return text.toString();
    }
}
