package dev.venom.runtime.provider.ollama.internal.daemon;

import dev.venom.runtime.api.model.Digest;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes one total out of what a daemon reports layer by layer. The sizes are known from the registry's manifest; what
 * the daemon takes back, as it does when a part of a layer failed, is not shown. Confined to one thread.
 */
final class PullProgress {
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, Long> completed = new HashMap<>();

    PullProgress(Map<Digest, Long> sizes) {
        sizes.forEach((digest, bytes) -> this.sizes.put(digest.toString(), bytes));
    }

    /** Takes note of a line; true if more is there than ever before. */
    boolean note(PullLine line) {
        long before = doneBytes();
        line.digest()
                .filter(sizes::containsKey)
                .ifPresent(digest -> completed.merge(
                        digest, Math.min(line.completedBytes(), sizes.getOrDefault(digest, 0L)), Math::max));
        return doneBytes() > before;
    }

    long doneBytes() {
        return completed.values().stream().mapToLong(Long::longValue).sum();
    }
}
