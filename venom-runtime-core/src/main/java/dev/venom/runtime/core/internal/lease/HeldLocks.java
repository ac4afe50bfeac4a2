package dev.venom.runtime.core.internal.lease;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The locks that this JVM holds, of all managers in it. Thread-safe.
 *
 * <p>The one static table of the library, and it has to be static: a POSIX lock belongs to the process, so
 * a second attempt of the same JVM would succeed, and closing <em>any</em> channel of the locked file
 * drops every lock the process has on it. So each directory has one lock file, opened once per JVM, never
 * deleted, whose bytes stand for names.
 */
final class HeldLocks {
    private static final HeldLocks INSTANCE = new HeldLocks();
    private static final String LOCK_FILE = ".locks";

    private final ReentrantLock guard = new ReentrantLock();
    private final Map<Path, Directory> directories = new HashMap<>();

    private HeldLocks() {}

    static HeldLocks instance() {
        return INSTANCE;
    }

    /** What became of an attempt. */
    enum Outcome {
        /** The lock is held now, and will be until it is released. */
        LOCKED,
        /** This JVM holds it. */
        HELD_HERE,
        /** Another process holds it. */
        HELD_ELSEWHERE,
        /** Held within this JVM only: the file system has no locks. */
        UNSUPPORTED
    }

    Outcome tryLock(Path directory, String name) throws IOException {
        guard.lock();
        try {
            Directory locks = directories.computeIfAbsent(directory, key -> new Directory());
            try {
                return locks.tryLock(directory, name);
            } finally {
                forgetIfIdle(directory, locks);
            }
        } finally {
            guard.unlock();
        }
    }

    void release(Path directory, String name) throws IOException {
        guard.lock();
        try {
            Directory locks = directories.get(directory);
            if (locks != null) {
                try {
                    locks.release(name);
                } finally {
                    forgetIfIdle(directory, locks);
                }
            }
        } finally {
            guard.unlock();
        }
    }

    boolean isHeldHere(Path directory, String name) {
        guard.lock();
        try {
            Directory locks = directories.get(directory);
            return locks != null && locks.held.containsKey(name);
        } finally {
            guard.unlock();
        }
    }

    private void forgetIfIdle(Path directory, Directory locks) throws IOException {
        if (locks.held.isEmpty()) {
            directories.remove(directory);
            locks.close();
        }
    }

    /** One directory's lock file. Guarded by the table's lock. */
    private static final class Directory {
        private static final int POSITION_DIGITS = 15;

        private final Map<String, Optional<FileLock>> held = new HashMap<>();
        private Optional<FileChannel> channel = Optional.empty();

        Outcome tryLock(Path directory, String name) throws IOException {
            if (held.containsKey(name)) {
                return Outcome.HELD_HERE;
            }
            FileChannel open = channel(directory);
            FileLock lock;
            try {
                lock = open.tryLock(position(name), 1, false);
            } catch (OverlappingFileLockException otherClassLoader) {
                return Outcome.HELD_HERE;
            } catch (IOException withoutLocks) {
                held.put(name, Optional.empty());
                return Outcome.UNSUPPORTED;
            }
            if (lock == null) {
                return Outcome.HELD_ELSEWHERE;
            }
            held.put(name, Optional.of(lock));
            return Outcome.LOCKED;
        }

        void release(String name) throws IOException {
            Optional<FileLock> lock = held.remove(name);
            if (lock != null && lock.isPresent()) {
                lock.get().release();
            }
        }

        void close() throws IOException {
            if (channel.isPresent()) {
                channel.get().close();
                channel = Optional.empty();
            }
        }

        private FileChannel channel(Path directory) throws IOException {
            if (channel.isEmpty()) {
                channel = Optional.of(FileChannel.open(
                        directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            }
            return channel.get();
        }

        /** A name's own byte; names are hexadecimal digests, so two of them hardly ever share one. */
        private static long position(String name) {
            return Long.parseLong(name.substring(0, POSITION_DIGITS), 16);
        }
    }
}
