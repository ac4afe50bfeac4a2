package dev.venom.runtime.core.internal.log;

import dev.venom.runtime.core.internal.file.SystemErrorText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands over what is written to a log from now on, across rotations of ours and of others: what was copied away before it
 * was read is read from the copy, and a file that was removed or moved is read on, for its writer may still have it open,
 * besides the one that has its name now. Confined to one thread.
 */
public final class LogFollower implements AutoCloseable {
    private final Path file;
    private final Consumer<String> receiver;
    private final boolean tells;
    private Optional<LogSource> current = Optional.empty();
    private Optional<LogSource> former = Optional.empty();
    private Optional<Object> rotated;
    private Optional<Object> rotating = Optional.empty();
    private long copiedBytes;
    private String told = "";

    /**
     * Begins at the end of a log.
     *
     * @param file the log, which need not exist
     * @param receiver gets each line, without secrets
     */
    public LogFollower(Path file, Consumer<String> receiver) {
        this(file, receiver, true);
    }

    private LogFollower(Path file, Consumer<String> receiver, boolean tells) {
        this.file = file;
        this.receiver = receiver;
        this.tells = tells;
        this.rotated = LogSource.identity(copy());
        try {
            this.current = LogSource.atEnd(file);
        } catch (IOException unreadable) {
            tell("the log " + file + " can't be read: " + SystemErrorText.of(unreadable));
        }
    }

    /**
     * Begins at the end of a file that somebody has open, by the name of his descriptor: what becomes of that is not told.
     *
     * @param descriptor such as {@code /proc/7/fd/1}
     * @param receiver gets each line, without secrets
     * @return a follower
     */
    public static LogFollower ofOpenFile(Path descriptor, Consumer<String> receiver) {
        return new LogFollower(descriptor, receiver, false);
    }

    /**
     * Hands over what has come since the last call. A rotation that has begun is given until the next call to end. What
     * others did to the log is told in a line of its own.
     *
     * @throws IOException if the log can't be read any more
     */
    public void poll() throws IOException {
        if (former.isPresent()) {
            former.get().read(receiver);
        }
        Optional<Object> now = LogSource.identity(file);
        if (current.isPresent() && now.filter(current.get()::is).isEmpty()) {
            current.get().read(receiver);
            tell("the log " + file + " was removed or moved away; what its writer still writes there is read on");
        }
        if (now.isPresent() && current.filter(source -> source.is(now.get())).isEmpty()) {
            takeUp();
        }
        if (current.isPresent() && now.filter(current.get()::is).isPresent()) {
            read(current.get());
        }
    }

    @Override
    public void close() {
        current.ifPresent(LogSource::close);
        former.ifPresent(LogSource::close);
    }

    private void takeUp() {
        try {
            Optional<LogSource> next = LogSource.atBegin(file);
            if (next.isPresent()) {
                former.ifPresent(LogSource::close);
                former = current;
                current = next;
                told = "";
            }
        } catch (IOException unreadable) {
            tell("the log " + file + " can't be read: " + SystemErrorText.of(unreadable));
        }
    }

    private void read(LogSource source) throws IOException {
        Path copy = copy();
        Optional<Object> now = LogSource.identity(copy)
                .filter(key -> former.filter(old -> old.is(key)).isEmpty());
        if (now.isPresent() && !now.equals(rotated)) {
            if (!source.isCutOff() && !isCopied(now, LogTail.size(copy), source.position())) {
                return;
            }
            source.readFrom(copy, receiver);
            rotated = now;
            source.beginAnew();
        } else if (source.isCutOff()) {
            source.beginAnew();
        }
        source.read(receiver);
    }

    /** A copy that has all that was read here, and has stood still since the last look. */
    private boolean isCopied(Optional<Object> copy, long bytes, long position) {
        boolean whole = copy.equals(rotating) && bytes == copiedBytes && bytes >= position;
        rotating = copy;
        copiedBytes = bytes;
        return whole;
    }

    private Path copy() {
        return LogRotation.rotated(file, 1);
    }

    private void tell(String what) {
        if (tells && !told.equals(what)) {
            told = what;
            receiver.accept(LogNotes.line(what));
        }
    }
}
