package dev.venom.runtime.core.internal.file;

import dev.venom.runtime.spi.file.InterruptShield;
import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Held for the few milliseconds in which the manifest is changed, or disk space is promised: one process and
 * one thread at a time. The operating system gives it back when a process dies. Where the file system has no
 * locks the threads of one process still exclude each other, and the atomic replacement keeps the file whole.
 * Thread-safe.
 */
public final class CrossProcessLock {
    private static final Logger LOG = LoggerFactory.getLogger(CrossProcessLock.class);
    private static final long RETRY_NANOS = Duration.ofMillis(10).toNanos();

    /**
     * One lock for each file in this JVM. File locks belong to the whole JVM, so a second manager on the same
     * directory would not be excluded by the file alone: this table is the reason for the static.
     */
    private static final Map<Path, ReentrantLock> IN_THIS_JVM = new ConcurrentHashMap<>();

    private final Path file;

    /**
     * Names the file; touches nothing.
     *
     * @param file the lock file
     */
    public CrossProcessLock(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /**
     * Waits for the lock, and holds it for one action.
     *
     * @param action what to do
     * @param <T> what it yields
     * @return its result
     */
    public <T> T whileHeld(Supplier<T> action) {
        ReentrantLock threads = IN_THIS_JVM.computeIfAbsent(file, path -> new ReentrantLock());
        threads.lock();
        try {
            FileChannel channel = InterruptShield.shielded(this::locked);
            try {
                return action.get();
            } finally {
                channel.close();
            }
        } catch (IOException failure) {
            throw StorageFailures.writing(file, failure);
        } finally {
            threads.unlock();
        }
    }

    private FileChannel locked() throws IOException {
        if (!Files.isDirectory(file.getParent())) {
            Files.createDirectories(file.getParent());
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(channel);
            return channel;
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    private void lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                FileLock lock = channel.lock();
                LOG.trace("locked {}", lock);
                return;
            } catch (OverlappingFileLockException otherLoader) {
                // The same class in another class loader, or the same file by another name: not in our table.
                LockSupport.parkNanos(RETRY_NANOS);
            } catch (ClosedByInterruptException | FileLockInterruptionException interrupted) {
                throw interrupted;
            } catch (IOException unsupported) {
                LOG.debug("no file locks here file={}", file, unsupported);
                return;
            }
        }
    }
}
