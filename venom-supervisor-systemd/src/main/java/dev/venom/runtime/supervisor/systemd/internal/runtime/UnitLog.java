package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import dev.venom.runtime.supervisor.systemd.internal.unit.Marker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a unit wrote: units of ours append to the runtime's log, others write to the journal. Immutable.
 */
final class UnitLog {
    /** Lines are rarely longer on average; what is before is not looked at. */
    private static final int BYTES_PER_LINE = 1024;

    private static final int LEAST_BYTES = 64 << 10;
    private static final int MOST_BYTES = 8 << 20;

    private final ManagedUnit subject;

    UnitLog(ManagedUnit subject) {
        this.subject = subject;
    }

    /** How long the log is now. */
    long length() {
        try {
            return Files.size(file());
        } catch (IOException missing) {
            return 0;
        }
    }

    /** The last lines, oldest first. */
    List<String> tail(int lines, UnitState state) {
        return isOurs(state)
                ? lastOf(file(), 0, lines)
                : subject.access().journal().tail(subject.unit(), lines);
    }

    /** The last lines since the log had a length; what systemd itself said of the unit where there are none. */
    List<String> tailSince(long length, int lines, UnitState state) {
        List<String> written = isOurs(state) ? lastOf(file(), length, lines) : List.of();
        return written.isEmpty() ? subject.access().journal().tail(subject.unit(), lines) : written;
    }

    private Path file() {
        return subject.context().logFile(subject.id());
    }

    /** A drop-in of ours leaves the output of a unit where it was. */
    private static boolean isOurs(UnitState state) {
        return state.fragment().filter(UnitLog::isMarked).isPresent();
    }

    private static boolean isMarked(Path unit) {
        try {
            return Marker.isIn(Files.readString(unit));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static List<String> lastOf(Path file, long from, int lines) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            long wanted = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, (long) lines * BYTES_PER_LINE));
            // A log that was rotated since is shorter than it was.
            long begin = Math.max(from > size ? 0 : from, size - wanted);
            ByteBuffer bytes = ByteBuffer.allocate((int) (size - begin));
            while (bytes.hasRemaining() && channel.read(bytes, begin + bytes.position()) >= 0) {
                continue;
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            // Progress bars overwrite themselves.
            List<String> all = Stream.of(text.split("\\R")).toList();
            return text.isEmpty() ? List.of() : all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException missing) {
            return List.of();
        }
    }
}
