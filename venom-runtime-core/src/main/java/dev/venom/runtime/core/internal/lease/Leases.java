package dev.venom.runtime.core.internal.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Leases on the names of one directory. Thread-safe.
 *
 * <p>Under one kernel a POSIX lock decides, so a killed owner's lease is free at once. What a lock can't
 * show (an owner on another host, a file system without locks) is decided by the lease file and its
 * heartbeat.
 */
public final class Leases {
    /** An owner that can't be looked at is dead after this much silence; it beats every few seconds. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private static final String SUFFIX = ".lease";

    private final Path directory;
    private final Clock clock;
    private final ProcessIdentity self;

    /**
     * Leases of a directory that exists.
     *
     * @param directory where lease files lie
     * @param clock for heartbeats
     * @param self this process
     * @throws IOException if the directory isn't there
     */
    public Leases(Path directory, Clock clock, ProcessIdentity self) throws IOException {
        // One table serves all managers of this JVM, however each of them spells the path.
        this.directory = directory.toRealPath();
        this.clock = clock;
        this.self = self;
    }

    /**
     * Asks for a lease without waiting.
     *
     * @param name a hexadecimal digest
     * @return the lease, or who holds it
     * @throws IOException if the directory can't be written
     */
    public LeaseAttempt tryAcquire(String name) throws IOException {
        HeldLocks.Outcome outcome = HeldLocks.instance().tryLock(directory, name);
        if (outcome == HeldLocks.Outcome.HELD_HERE || outcome == HeldLocks.Outcome.HELD_ELSEWHERE) {
            return new LeaseAttempt.Held(LeaseRecord.read(file(name)));
        }
        boolean granted = false;
        try {
            Optional<LeaseRecord> living = LeaseRecord.read(file(name)).filter(record -> lives(record, outcome));
            if (living.isPresent() || !claim(name, outcome)) {
                return new LeaseAttempt.Held(living);
            }
            granted = true;
            return new LeaseAttempt.Granted(new Lease(directory, name, file(name), self, clock));
        } finally {
            if (!granted) {
                HeldLocks.instance().release(directory, name);
            }
        }
    }

    /**
     * Looks whether somebody writes. Takes nothing for longer than the look lasts.
     *
     * @param name a hexadecimal digest
     * @return true while a living owner holds the lease
     */
    public boolean isHeld(String name) {
        try {
            if (HeldLocks.instance().isHeldHere(directory, name)) {
                return true;
            }
            Optional<LeaseRecord> record = LeaseRecord.read(file(name));
            if (record.isEmpty()) {
                return false;
            }
            HeldLocks.Outcome outcome = HeldLocks.instance().tryLock(directory, name);
            if (outcome == HeldLocks.Outcome.HELD_HERE || outcome == HeldLocks.Outcome.HELD_ELSEWHERE) {
                return true;
            }
            HeldLocks.instance().release(directory, name);
            return lives(record.get(), outcome);
        } catch (IOException unreadable) {
            // Who can't look must not touch.
            return true;
        }
    }

    private boolean lives(LeaseRecord record, HeldLocks.Outcome outcome) {
        if (record.owner().sharesKernelWith(self)) {
            return outcome == HeldLocks.Outcome.UNSUPPORTED
                    && record.owner().isRunning()
                    && !record.owner().equals(self);
        }
        boolean silent = record.heartbeat().plus(SILENCE).isBefore(clock.instant());
        boolean sameMachineRebooted = record.owner().host().equals(self.host());
        return !silent && !sameMachineRebooted;
    }

    private boolean claim(String name, HeldLocks.Outcome outcome) throws IOException {
        LeaseRecord mine = new LeaseRecord(self, clock.instant());
        if (outcome == HeldLocks.Outcome.LOCKED) {
            mine.write(file(name));
            return true;
        }
        // Without locks, creating the file is what only one can do; a dead owner's is put away first.
        Files.deleteIfExists(file(name));
        return mine.create(file(name));
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }
}
