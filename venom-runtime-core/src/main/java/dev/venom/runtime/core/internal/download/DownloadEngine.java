package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.core.internal.partial.PartialStore;
import dev.venom.runtime.core.internal.partial.PartialSummary;
import dev.venom.runtime.spi.file.StorageFailures;
import dev.venom.runtime.spi.provider.ProgressSink;
import dev.venom.runtime.spi.provider.RemoteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Brings remote files to their destinations: in ranges side by side, resumable after any kind of end, and
 * published only when their hash is right. Thread-safe; owns its threads, which are made on first use.
 */
public final class DownloadEngine implements AutoCloseable {
    private final PartialStore partials;
    private final HttpTransporter transporter;
    private final DownloadSettings settings;
    private final ConnectionBudget budget;
    private final Set<FetchCall> calls = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<EngineThreads> threads = Optional.empty();
    private boolean closed;

    /**
     * An engine without threads, connections or files yet.
     *
     * @param partialDirectory where unfinished files lie
     * @param transporter how to speak; not closed by the engine
     * @param settings what it may use
     * @param clock for heartbeats
     */
    public DownloadEngine(Path partialDirectory, HttpTransporter transporter, DownloadSettings settings, Clock clock) {
        this.partials = new PartialStore(partialDirectory, settings.partialLimits(), clock, ProcessIdentity.current());
        this.transporter = transporter;
        this.settings = settings;
        this.budget = new ConnectionBudget(settings.maxConnections());
    }

    /**
     * Fetches files. Returns when all are at their destinations.
     *
     * @param files what to fetch
     * @param trusted whether what lies at a file's destination is known to be that file; asked only where
     *     something is there
     * @param progress told of everything; its cancel takes effect within a second and keeps what was received
     * @throws VenomException if a file can't be had, with the code of the last cause
     */
    public void fetch(Collection<RemoteFile> files, Predicate<RemoteFile> trusted, ProgressSink progress) {
        FetchCall call = new FetchCall(files, trusted, resources(), progress);
        calls.add(call);
        try {
            stopIfClosed(call);
            call.run();
        } finally {
            calls.remove(call);
            closeIdleConnections();
        }
    }

    /** Nobody knows when the next call comes, and a server's patience is not ours to use up. */
    private void closeIdleConnections() {
        if (calls.isEmpty()) {
            transporter.closeIdle();
        }
    }

    /**
     * What an earlier attempt left of a file. Cheap; takes no lease.
     *
     * @param file which
     * @return bytes that need not be fetched again
     */
    public long heldBytes(RemoteFile file) {
        return partials.heldBytes(file.digest(), file.sizeBytes());
    }

    /**
     * All unfinished files.
     *
     * @return one summary a file
     * @throws VenomException PERMISSION_DENIED if their directory can't be read
     */
    public List<PartialSummary> partials() {
        try {
            return partials.partials();
        } catch (IOException unreadable) {
            throw StorageFailures.ofCache().of("Listing", partials.directory(), unreadable);
        }
    }

    /**
     * Deletes an unfinished file that nobody works on.
     *
     * @param partial which
     * @return false where somebody works on it, and it was left alone
     * @throws VenomException PERMISSION_DENIED if it can't be deleted
     */
    public boolean discard(PartialSummary partial) {
        try {
            return partials.discard(partial.hex());
        } catch (IOException unwritable) {
            throw StorageFailures.ofCache().of("Deleting", partials.directory().resolve(partial.hex()), unwritable);
        }
    }

    /** Ends all calls with CANCELLED, keeping what they received, and all threads. */
    @Override
    public void close() {
        Optional<EngineThreads> ending;
        lock.lock();
        try {
            closed = true;
            ending = threads;
        } finally {
            lock.unlock();
        }
        calls.forEach(FetchCall::stop);
        ending.ifPresent(EngineThreads::close);
    }

    private EngineResources resources() {
        lock.lock();
        try {
            if (closed) {
                throw new VenomException(ErrorCode.CANCELLED, "The download engine is closed.", "");
            }
            if (threads.isEmpty()) {
                threads = Optional.of(new EngineThreads());
            }
            return new EngineResources(settings, transporter, partials, budget, threads.get());
        } finally {
            lock.unlock();
        }
    }

    /** A close that came between making the call and listing it did not reach it. */
    private void stopIfClosed(FetchCall call) {
        lock.lock();
        try {
            if (closed) {
                call.stop();
            }
        } finally {
            lock.unlock();
        }
    }
}
