package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.core.internal.lease.Lease;
import dev.venom.runtime.core.internal.lease.LeaseAttempt;
import dev.venom.runtime.core.internal.partial.PartialFile;
import dev.venom.runtime.spi.file.ContentHasher;
import dev.venom.runtime.spi.file.FileHasher;
import dev.venom.runtime.spi.file.StorageFailures;
import dev.venom.runtime.spi.provider.RemoteFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file, from nothing to its destination. Its {@link #run} reads as the story; it runs on a thread of its
 * own, which also does the hashing. Others ask for progress and tell it to stop.
 */
final class FileDownload {
    private static final Logger log = LoggerFactory.getLogger(FileDownload.class);
    private static final Duration BETWEEN_LEASE_ATTEMPTS = Duration.ofMillis(200);
    private static final Duration BETWEEN_TICKS = Duration.ofMillis(250);
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(10);

    private final RemoteFile file;
    private final Predicate<RemoteFile> trusted;
    private final EngineResources resources;
    private final FetchContext call;
    private final AttemptFailures setbacks;
    private volatile Phase phase = Phase.WAITING;
    private volatile long reusedBytes;
    private volatile Optional<PartialFile> partial = Optional.empty();
    private volatile Optional<Transfer> transfer = Optional.empty();

    FileDownload(RemoteFile file, Predicate<RemoteFile> trusted, EngineResources resources, FetchContext call) {
        this.file = file;
        this.trusted = trusted;
        this.resources = resources;
        this.call = call;
        this.setbacks = new AttemptFailures(file);
    }

    Phase phase() {
        return phase;
    }

    /** Bytes that need not be moved again, as far as is known now. */
    long doneBytes() {
        return phase == Phase.DONE
                ? file.sizeBytes()
                : Math.max(reusedBytes, partial.map(PartialFile::receivedBytes).orElse(0L));
    }

    /** The current transfer, where there is one. */
    Optional<Transfer> transfer() {
        return transfer;
    }

    /** Brings the file to its destination, or says why not. */
    void run() {
        try {
            if (!isThere() && !isReusable()) {
                fetchUnderLease();
            }
            phase = Phase.DONE;
        } catch (IOException unusable) {
            throw StorageFailures.ofCache()
                    .of("Writing '" + file.path() + "' to", resources.partials().directory(), unusable);
        } catch (VenomException known) {
            throw known;
        } catch (RuntimeException | Error defect) {
            log.debug("download met a defect file={}", file.path(), defect);
            // What comes of a stop, such as threads that take no more work, is no defect.
            call.halt().throwIfStopped();
            throw UnexpectedFailures.describe(file, defect);
        }
    }

    private boolean isThere() {
        call.halt().checkpoint();
        return Files.isRegularFile(file.destination()) && trusted.test(file);
    }

    /** Whether what lies at the destination, which nobody vouches for, is the file all the same. */
    private boolean isReusable() throws IOException {
        Path destination = file.destination();
        if (!Files.isRegularFile(destination) || Files.size(destination) != file.sizeBytes()) {
            return false;
        }
        phase = Phase.VERIFYING;
        Digest actual = new FileHasher(resources.settings().hashBlockBytes())
                .hash(destination, file.digest().algorithm(), this::reuse);
        boolean right = actual.equals(file.digest());
        if (!right) {
            reusedBytes = 0;
            call.log().accept(file.path() + " is on disk but damaged: fetching it again");
        }
        return right;
    }

    private void reuse(long hashedBytes) {
        reusedBytes = hashedBytes;
        call.halt().checkpoint();
    }

    private void fetchUnderLease() throws IOException {
        Optional<Lease> lease = awaitLease();
        if (lease.isEmpty()) {
            return;
        }
        try (Lease held = lease.get()) {
            Future<?> heartbeat = resources
                    .threads()
                    .keeper()
                    .scheduleAtFixedRate(
                            () -> beat(held),
                            BETWEEN_HEARTBEATS.toMillis(),
                            BETWEEN_HEARTBEATS.toMillis(),
                            TimeUnit.MILLISECONDS);
            try {
                fetchVerified();
            } finally {
                heartbeat.cancel(false);
            }
        }
    }

    /** The right to write; empty where the file appeared at its destination while somebody else held it. */
    private Optional<Lease> awaitLease() throws IOException {
        boolean waited = false;
        while (true) {
            LeaseAttempt attempt = resources.partials().lease(file.digest());
            if (attempt instanceof LeaseAttempt.Granted granted) {
                return waited && appeared(granted.lease()) ? Optional.empty() : Optional.of(granted.lease());
            }
            if (!waited && attempt instanceof LeaseAttempt.Held held) {
                phase = Phase.WAITING;
                call.log().accept("Waiting for " + held.holder() + ", which fetches " + file.path() + " already");
                waited = true;
            }
            call.halt().pause(BETWEEN_LEASE_ATTEMPTS);
        }
    }

    private boolean appeared(Lease lease) throws IOException {
        boolean there = false;
        try {
            there = isThere() || isReusable();
            return there;
        } finally {
            if (there || call.halt().stopped()) {
                lease.close();
            }
        }
    }

    private void beat(Lease lease) {
        try {
            lease.beat();
        } catch (IOException unwritable) {
            log.debug("heartbeat failed file={}", file.path(), unwritable);
        }
    }

    private void fetchVerified() throws IOException {
        try (PartialFile open = resources.partials().open(file.digest(), file.sizeBytes())) {
            partial = Optional.of(open);
            takeHeld(open);
            Digest actual = fetch(open);
            int fetches = 1;
            while (!actual.equals(file.digest())) {
                open.reset();
                if (fetches > resources.settings().refetches()) {
                    throw setbacks.wrongHash(actual.toString(), fetches);
                }
                call.log().accept(file.path() + " came with a wrong hash (" + actual + "): fetching it again");
                log.warn("wrong hash file={} expected={} actual={}", file.path(), file.digest(), actual);
                actual = fetch(open);
                fetches++;
            }
            phase = Phase.PUBLISHING;
            publish(open);
        }
    }

    /** What the provider has read already comes without another request; the hash judges it like any other bytes. */
    private void takeHeld(PartialFile open) throws IOException {
        Optional<byte[]> held = file.source().held().filter(bytes -> bytes.length == file.sizeBytes());
        if (held.isPresent() && open.receivedBytes() == 0) {
            open.write(ByteBuffer.wrap(held.get()), 0);
        }
    }

    private void publish(PartialFile open) {
        try {
            new Publisher(file, call.halt()).publish(open);
            log.debug("file published file={} digest={} bytes={}", file.path(), file.digest(), file.sizeBytes());
        } catch (IOException unwritable) {
            throw StorageFailures.ofCache().of("Writing '" + file.path() + "' to", file.destination(), unwritable);
        }
    }

    private Digest fetch(PartialFile open) throws IOException {
        if (file.sizeBytes() == 0) {
            return ContentHasher.of(file.digest().algorithm(), 0).finish();
        }
        Transfer current = new Transfer(file, open, resources, call);
        transfer = Optional.of(current);
        Future<?> ticks = resources
                .threads()
                .keeper()
                .scheduleWithFixedDelay(
                        current::tick, BETWEEN_TICKS.toMillis(), BETWEEN_TICKS.toMillis(), TimeUnit.MILLISECONDS);
        try {
            phase = Phase.DOWNLOADING;
            current.start();
            return hashBehind(open, current);
        } finally {
            ticks.cancel(false);
            transfer = Optional.empty();
            current.end();
        }
    }

    private Digest hashBehind(PartialFile open, Transfer current) throws IOException {
        FrontierHasher hasher = new FrontierHasher(open, resources.settings().hashBlockBytes());
        int generation = 0;
        while (hasher.hashedBytes() < file.sizeBytes()) {
            Transfer.Frontier frontier = current.awaitFrontier(hasher.hashedBytes(), generation);
            if (frontier.generation() == generation) {
                hashTo(frontier.bytes(), hasher, open);
            } else {
                generation = frontier.generation();
                hasher.restart();
            }
        }
        return hasher.finish();
    }

    private void hashTo(long frontier, FrontierHasher hasher, PartialFile open) throws IOException {
        while (hasher.hashedBytes() < frontier) {
            if (open.receivedBytes() == file.sizeBytes()) {
                phase = Phase.VERIFYING;
            }
            call.halt().checkpoint();
            hasher.hashBlock(frontier);
        }
    }
}
