package dev.venom.runtime.core.internal.log;

import dev.venom.runtime.core.internal.file.CrossProcessLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps logs small: {@code <id>.log} becomes {@code <id>.log.1}, that {@code .2}, and so on. The file is copied and
 * truncated, not renamed, for whoever writes it keeps it open and appends. What is written in the instant between
 * the end of the copy and the truncation is lost. Thread-safe, also between processes.
 */
public final class LogRotation {
    private static final Logger LOG = LoggerFactory.getLogger(LogRotation.class);

    private final LogLimits limits;
    private final Clock clock;

    /**
     * Makes a rotation.
     *
     * @param limits how much is kept
     * @param clock the time
     */
    public LogRotation(LogLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * A rotated file.
     *
     * @param file the log
     * @param number 1 is the youngest
     * @return its path
     */
    public static Path rotated(Path file, int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    /**
     * Rotates a log if it is too long or too old, and deletes what is older than it may be. Costs two looks at
     * the file where there is nothing to do. What can't be done is logged: no runtime fails because of its log.
     *
     * @param file the log, which need not exist
     */
    public void check(Path file) {
        check(file, file);
    }

    /**
     * Rotates a log whose name somebody took away, or gave to another file.
     *
     * @param source the file that is written
     * @param file the name of the log
     */
    public void check(Path source, Path file) {
        if (!isDue(source, file) && !isExpired(rotated(file, 1)) && !isExpired(rotated(file, limits.keep()))) {
            return;
        }
        try {
            new CrossProcessLock(file.resolveSibling("." + file.getFileName() + ".lock")).whileHeld(() -> {
                rotateIfDue(source, file);
                return file;
            });
        } catch (RuntimeException failure) {
            LOG.warn("a log could not be rotated file={} reason={}", file, failure.getMessage());
        }
    }

    private void rotateIfDue(Path source, Path file) {
        try {
            for (int number = 1; number <= limits.keep(); number++) {
                if (isExpired(rotated(file, number))) {
                    Files.deleteIfExists(rotated(file, number));
                }
            }
            if (isDue(source, file)) {
                rotate(source, file);
            }
        } catch (IOException failure) {
            LOG.warn("a log could not be rotated file={} reason={}", file, failure.getMessage());
        }
    }

    private void rotate(Path written, Path file) throws IOException {
        // First the copy: if the disk is full nothing has been moved or lost.
        Path draft = file.resolveSibling("." + file.getFileName() + ".rotating");
        try (FileChannel source = FileChannel.open(written, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel copy = FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            long copied = copy(source, 0, copy);
            shift(file);
            Files.move(draft, rotated(file, 1), StandardCopyOption.REPLACE_EXISTING);
            copy(source, copied, copy);
            source.truncate(0);
        } finally {
            Files.deleteIfExists(draft);
        }
        LOG.info("log rotated file={}", file);
    }

    private void shift(Path file) throws IOException {
        Files.deleteIfExists(rotated(file, limits.keep()));
        for (int number = limits.keep() - 1; number >= 1; number--) {
            try {
                Files.move(rotated(file, number), rotated(file, number + 1), StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException none) {
                // Not so many yet, or somebody else tidies as well.
            }
        }
    }

    private static long copy(FileChannel source, long from, FileChannel copy) throws IOException {
        long position = from;
        while (position < source.size()) {
            position += source.transferTo(position, source.size() - position, copy);
        }
        return position;
    }

    private boolean isDue(Path source, Path file) {
        long size = LogTail.size(source);
        return size > limits.maxBytes() || size > 0 && begun(file).isBefore(oldest());
    }

    /** A file that was truncated keeps the time of its creation; its content began with the last rotation. */
    private Instant begun(Path file) {
        try {
            Path before = rotated(file, 1);
            return Files.exists(before)
                    ? Files.getLastModifiedTime(before).toInstant()
                    : ((FileTime) Files.getAttribute(file, "creationTime")).toInstant();
        } catch (IOException unknown) {
            return clock.instant();
        }
    }

    private boolean isExpired(Path rotated) {
        try {
            return Files.getLastModifiedTime(rotated).toInstant().isBefore(oldest());
        } catch (IOException none) {
            return false;
        }
    }

    private Instant oldest() {
        return clock.instant().minus(limits.maxAge());
    }
}
