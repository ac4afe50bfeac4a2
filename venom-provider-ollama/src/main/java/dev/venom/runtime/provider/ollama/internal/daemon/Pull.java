package dev.venom.runtime.provider.ollama.internal.daemon;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.ProgressSink;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a daemon fetch a model. The daemon goes on where it was, and joins whoever pulls the same, so that asking again
 * after a broken or silent connection costs nothing. Confined to one thread.
 */
public final class Pull {
    private static final Logger LOG = LoggerFactory.getLogger(Pull.class);
    /** Silence is watched here, by what the daemon is doing; the transport has to wait. */
    private static final Duration LONGEST_SILENCE = Duration.ofDays(2);

    private static final int MOST_UNANSWERED = 3;
    private static final int MOST_REFETCHES = 2;
    private static final Set<ErrorCode> PASSING =
            Set.of(ErrorCode.NETWORK, ErrorCode.STALLED, ErrorCode.PROVIDER_UNAVAILABLE);

    private final DaemonClient daemon;
    private final PullProgress progress;
    private final PullDeadline timeout;
    private final InstallContext context;
    private final ProgressSink sink;
    private long lastGrowthNanos = System.nanoTime();
    private int unanswered;
    private int refetches;

    /**
     * A pull.
     *
     * @param daemon who fetches
     * @param sizes length of each content, from the registry's manifest
     * @param timeout how long it may make no progress
     * @param context the operation
     */
    public Pull(DaemonClient daemon, Map<Digest, Long> sizes, PullDeadline timeout, InstallContext context) {
        this.daemon = daemon;
        this.progress = new PullProgress(sizes);
        this.timeout = timeout;
        this.context = context;
        this.sink = context.progress();
    }

    /**
     * Fetches; returns when the daemon says that it has the model.
     *
     * @param model the name by which the daemon finds the registry
     * @param insecure whether the registry may be asked without TLS
     * @throws VenomException what the daemon says, with its code; STALLED; NETWORK; CANCELLED
     */
    public void run(String model, boolean insecure) {
        while (true) {
            try {
                attempt(model, insecure);
                return;
            } catch (VenomException failure) {
                // after a pause it goes on; a cancel ends it here
                sink.checkpoint();
                if (failure.code() == ErrorCode.CANCELLED) {
                    requireAlive(failure);
                } else {
                    requirePassing(failure);
                    sink.log("asking the daemon again: " + failure.getMessage());
                    pause();
                }
            }
        }
    }

    @SuppressWarnings("try")
    private void attempt(String model, boolean insecure) {
        Thread caller = Thread.currentThread();
        Attempt attempt;
        try (ProgressSink.Registration registration = sink.onInterrupt(caller::interrupt);
                StallWatch watch = new StallWatch(timeout.stall(), context.background(), caller::interrupt)) {
            attempt = new Attempt(watch);
            unanswered++;
            send(model, insecure, attempt);
        } finally {
            // an interrupt of ours that came too late must not hit what this thread does next
            Thread.interrupted();
        }
        if (!attempt.succeeded) {
            throw new VenomException(
                    ErrorCode.NETWORK,
                    "The Ollama at " + daemon.address() + " ended its answer before it had pulled " + model + ".",
                    "See the daemon's log; what it has fetched is kept.");
        }
    }

    private void send(String model, boolean insecure, Attempt attempt) {
        try {
            daemon.pull(model, insecure, LONGEST_SILENCE, attempt::line);
        } catch (VenomException ended) {
            if (!attempt.watch.hasFired()) {
                throw ended;
            }
            throw new VenomException(
                    ErrorCode.STALLED,
                    "The Ollama at " + daemon.address() + " made no progress with " + model + " for "
                            + timeout.stall().toSeconds() + " s.",
                    "See the daemon's log and its network; what it has fetched is kept.",
                    ended);
        }
    }

    private void requirePassing(VenomException failure) {
        boolean hopeless = unanswered >= MOST_UNANSWERED
                || System.nanoTime() - lastGrowthNanos > timeout.giveUp().toNanos();
        boolean isDamage = failure.code() == ErrorCode.CHECKSUM_MISMATCH && refetches++ < MOST_REFETCHES;
        if (hopeless || !isDamage && !PASSING.contains(failure.code())) {
            throw failure;
        }
        LOG.info("pulling again daemon={} reason={}", daemon.address(), failure.getMessage());
    }

    /** Whoever interrupted this thread itself, neither pausing nor cancelling, wants it to end. */
    private void requireAlive(VenomException cancelled) {
        lastGrowthNanos = System.nanoTime();
        if (++unanswered > MOST_UNANSWERED) {
            throw cancelled;
        }
    }

    private void pause() {
        try {
            Thread.sleep(timeout.pause().toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(ErrorCode.CANCELLED, "The pull was interrupted.", "", interrupted);
        }
    }

    private final class Attempt {
        private final StallWatch watch;
        private boolean succeeded;

        private Attempt(StallWatch watch) {
            this.watch = watch;
        }

        private void line(String text) {
            if (text.isBlank()) {
                return;
            }
            PullLine line = parse(text);
            line.error().ifPresent(said -> {
                throw DaemonErrors.of(said, "The Ollama at " + daemon.address());
            });
            unanswered = 0;
            sink.phase(line.phase());
            watch.bePatient(line.isVerifying());
            if (progress.note(line) || line.isVerifying()) {
                watch.grew();
                lastGrowthNanos = System.nanoTime();
                sink.done(progress.doneBytes());
            }
            succeeded |= line.isSuccess();
        }

        private PullLine parse(String text) {
            try {
                return PullLine.parse(text);
            } catch (MalformedJsonException notProgress) {
                throw new VenomException(
                        ErrorCode.PROVIDER_UNAVAILABLE,
                        "What answers at " + daemon.address() + " sent something else than the progress of a pull.",
                        "Check OLLAMA_HOST, and which program listens there.",
                        notProgress);
            }
        }
    }
}
