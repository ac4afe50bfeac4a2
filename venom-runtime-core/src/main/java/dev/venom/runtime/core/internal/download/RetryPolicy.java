package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.VenomException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a file is asked for again after a setback, how, and when it is given up. Confined to whoever guards it, but for
 * server waits.
 */
final class RetryPolicy {
    private static final Duration AFTER_PROGRESS = Duration.ofMillis(50);

    private final DownloadSettings settings;
    private final LongSupplier nanoTime;
    private final ProgressDeadline noProgressTimeout;
    private final RetryBudget tries = new RetryBudget();
    private boolean answered;
    private boolean oneStream;
    private boolean unranged;
    private boolean rangesWork;
    private boolean progressedSinceSetback;
    private long notBefore;

    RetryPolicy(DownloadSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.noProgressTimeout =
                new ProgressDeadline(settings.noProgressTimeout(), settings.longestServerWait(), nanoTime);
        this.notBefore = nanoTime.getAsLong();
    }

    /** What comes after a setback. */
    sealed interface Decision {
        /** Others meet the same; nothing changes. */
        record Unchanged() implements Decision {}

        /** It is asked for again; how, in words for operators. */
        record Again(String how) implements Decision {}

        /** It is given up. */
        record GiveUp(VenomException cause) implements Decision {}
    }

    /** How many connections make sense: whether a server knows ranges, and is there at all, one of them finds out. */
    int mostConnections() {
        return answered && !oneStream ? settings.rangesPerFile() : 1;
    }

    /** Whether the wait after the last setback is over. */
    boolean isDue() {
        return nanoTime.getAsLong() - notBefore >= 0;
    }

    /** Whether all that is missing is asked for at once, from its first byte on. */
    boolean isInOneStream() {
        return oneStream;
    }

    /** Whether the file is asked for without a range, whatever is missing of it. */
    boolean isUnranged() {
        return unranged;
    }

    /** How often it was tried in a row without progress. */
    int triesInARow() {
        return tries.inARow();
    }

    /** A server speaks to us, and how. */
    void answered(RangeResponse answer) {
        answered = true;
        rangesWork = rangesWork || answer.kind() == RangeResponse.Kind.PART;
    }

    /** A server sends the whole file, whatever it is asked for. */
    void foundOneStream() {
        oneStream = true;
    }

    /** Bytes came that were never there before. */
    void progressed() {
        progressedSinceSetback = true;
        noProgressTimeout.progressed();
        tries.clear();
    }

    /** An attempt is over; unless it met a setback, the next may begin at once. */
    void attemptEnded() {
        notBefore = nanoTime.getAsLong();
    }

    /** Nothing could arrive since the wait was over, because others held all connections. */
    void excuseWaitForConnection() {
        noProgressTimeout.excuseSince(notBefore);
    }

    /** A pause counts as nobody's delay. */
    void resumed() {
        noProgressTimeout.progressed();
    }

    /** Whether a wait that a server names is still bearable. From any thread. */
    boolean acceptsServerWait(Duration wait) {
        return noProgressTimeout.excuseServerWait(wait);
    }

    /**
     * Decides how to go on.
     *
     * @param ranged whether the attempt asked for a part of the file
     */
    Decision afterSetback(AttemptFailure setback, boolean ranged) {
        boolean isAboutRanges = setback.kind().isAboutRanges() && ranged;
        if (isAboutRanges && unranged) {
            // Of attempts side by side, each meets what the first one met.
            return new Decision.Unchanged();
        }
        tries.add(setback);
        Decision decision = decide(setback, isAboutRanges);
        progressedSinceSetback = false;
        return decision;
    }

    private Decision decide(AttemptFailure setback, boolean isAboutRanges) {
        if (isAboutRanges && (!rangesWork || tries.isEnough(setback))) {
            // What was received stays until the server begins to send the whole.
            unranged = true;
            oneStream = true;
            tries.clear();
            return new Decision.Again("asking for the file without ranges");
        }
        if (tries.isEnough(setback) || noProgressTimeout.isExhausted()) {
            return new Decision.GiveUp(setback.failure());
        }
        if (setback.kind() == AttemptFailure.Kind.BROKEN && tries.inARow() == 1 && progressedSinceSetback) {
            // What works, if in pieces, is continued at once.
            notBefore = nanoTime.getAsLong() + AFTER_PROGRESS.toNanos();
            return new Decision.Again("going on");
        }
        Duration wait = settings.backoff().after(tries.inARow());
        notBefore = nanoTime.getAsLong() + wait.toNanos();
        // One connection at a time, until the server answers again.
        answered = false;
        return new Decision.Again("trying again in " + wait.toMillis() + " ms");
    }
}
