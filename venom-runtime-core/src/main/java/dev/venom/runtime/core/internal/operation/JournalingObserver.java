package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.internal.event.EventDispatcher;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.spi.file.DurableFile.Durability;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the journal of one operation and sends its events. Called under the operation's lock.
 *
 * <p>The first record has to be written, or the operation is refused: without it nobody could find or continue
 * it. Later ones may fail (the disk that fills is the very thing the operation will report) without ending the
 * work. Verifying changes nothing, so it goes on without a journal where the cache is read-only.
 */
final class JournalingObserver implements OperationObserver {
    private static final Logger LOG = LoggerFactory.getLogger(JournalingObserver.class);
    private static final long SPACING_NANOS = Duration.ofSeconds(1).toNanos();

    private final OperationSubject subject;
    private final OperationJournal journal;
    private final ProcessIdentity self;
    private final EventDispatcher events;
    private final Clock clock;
    private final LongSupplier nanoTicker;
    private boolean written;
    private boolean missed;
    private long lastWriteNanos;

    JournalingObserver(
            OperationSubject subject,
            OperationJournal journal,
            ProcessIdentity self,
            EventDispatcher events,
            Clock clock,
            LongSupplier nanoTicker) {
        this.subject = subject;
        this.journal = journal;
        this.self = self;
        this.events = events;
        this.clock = clock;
        this.nanoTicker = nanoTicker;
    }

    @Override
    public void transition(OperationStatus status, Reservation reservation) {
        boolean ended = status.state().isTerminal();
        write(status, reservation, ended ? Optional.empty() : Optional.of(self), ended || !written);
        events.send(new OperationEvent(clock.instant(), OperationEvent.Change.TRANSITION, status));
    }

    @Override
    public void progress(OperationStatus status, Reservation reservation) {
        if (nanoTicker.getAsLong() - lastWriteNanos >= SPACING_NANOS) {
            write(status, reservation, Optional.of(self), false);
        }
        events.send(new OperationEvent(clock.instant(), OperationEvent.Change.PROGRESS, status));
    }

    @Override
    public void released(OperationStatus interrupted) {
        write(interrupted, Reservation.NONE, Optional.empty(), true);
        events.send(new OperationEvent(clock.instant(), OperationEvent.Change.TRANSITION, interrupted));
    }

    private void write(
            OperationStatus status,
            Reservation reservation,
            Optional<ProcessIdentity> owner,
            boolean surviveLossOfPower) {
        lastWriteNanos = nanoTicker.getAsLong();
        OperationRecord record =
                new OperationRecord(status, subject.lane(), subject.request(), reservation, owner, clock.instant());
        try {
            journal.write(record, surviveLossOfPower ? Durability.POWER : Durability.PROCESS);
            written = true;
            missed = false;
        } catch (VenomException failure) {
            if (!written && subject.kind() != OperationKind.VERIFY) {
                throw failure;
            }
            if (!missed) {
                LOG.warn("journal not written op={} reason={}", status.id(), failure.getMessage());
            }
            missed = true;
        }
    }
}
