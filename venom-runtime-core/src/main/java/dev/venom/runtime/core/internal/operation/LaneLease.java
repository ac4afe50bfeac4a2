package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.core.internal.lease.Lease;
import dev.venom.runtime.core.internal.lease.LeaseAttempt;
import dev.venom.runtime.core.internal.lease.Leases;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.spi.file.StorageFailures;
import dev.venom.runtime.spi.provider.ProgressSink.Registration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane, held against other processes: within this one the queue already keeps the order. Whoever waits says
 * for whom. Thread-safe.
 */
public final class LaneLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneLease.class);
    private static final long LOOK_MILLIS = 250;

    private final Lease lease;

    private LaneLease(Lease lease) {
        this.lease = lease;
    }

    /**
     * Waits until no other process holds the lane.
     *
     * @param directory where leases of lanes lie
     * @param lane the lane
     * @param clock for heartbeats
     * @param operation who waits; may be cancelled
     * @return gives the lane back when closed
     */
    public static LaneLease acquire(Path directory, String lane, Clock clock, WorkContext operation) {
        String name = UUID.nameUUIDFromBytes(lane.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        try {
            Files.createDirectories(directory);
            Leases leases = new Leases(directory, clock, ProcessIdentity.current());
            String holder = "";
            while (true) {
                operation.checkpoint();
                LeaseAttempt attempt = leases.tryAcquire(name);
                if (attempt instanceof LeaseAttempt.Granted granted) {
                    return new LaneLease(granted.lease());
                }
                holder = tellWhoHolds((LeaseAttempt.Held) attempt, holder, lane, operation);
                pause(operation);
            }
        } catch (IOException failure) {
            throw StorageFailures.writing(directory, failure);
        }
    }

    @Override
    public void close() {
        try {
            lease.close();
        } catch (IOException failure) {
            LOG.debug("lane not given back; the next holder takes it over", failure);
        }
    }

    private static String tellWhoHolds(LeaseAttempt.Held held, String former, String lane, WorkContext operation) {
        String holder = held.holder();
        if (!holder.equals(former)) {
            operation.phase("waiting");
            operation.log("waiting for " + holder + ", which works on " + lane);
            LOG.info("waiting for another process op={} lane={} holder={}", operation.id(), lane, holder);
        }
        return holder;
    }

    @SuppressWarnings("try")
    private static void pause(WorkContext operation) {
        Semaphore woken = new Semaphore(0);
        try (Registration registration = operation.onInterrupt(woken::release)) {
            if (woken.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("woken while waiting for a lane op={}", operation.id());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
