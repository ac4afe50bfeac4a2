package dev.venom.runtime.core.internal.runtime.output;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.log.LogFollower;
import dev.venom.runtime.core.internal.log.LogNotes;
import dev.venom.runtime.core.internal.log.LogRotation;
import dev.venom.runtime.core.internal.log.LogTail;
import dev.venom.runtime.core.internal.runtime.registry.HostContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.LogPosition;
import dev.venom.runtime.core.internal.thread.OwnedThreads;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.secret.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and follows what runtimes write: their own log, or, where they have none, what their supervisor can show, as
 * the journal of a unit that is not ours. Secrets are taken out. Thread-safe.
 */
public final class RuntimeLogs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeLogs.class);
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final HostContext host;
    private final LogRotation rotation;
    private final OwnedThreads threads = OwnedThreads.unlimited("venom-log");
    private final Set<LogFollowing> followings = ConcurrentHashMap.newKeySet();

    /**
     * Makes it.
     *
     * @param host where logs lie
     * @param rotation keeps them small
     */
    public RuntimeLogs(HostContext host, LogRotation rotation) {
        this.host = host;
        this.rotation = rotation;
    }

    /**
     * The last lines of a runtime.
     *
     * @param runtime the runtime
     * @param lines how many at most
     * @return oldest first
     * @throws VenomException PERMISSION_DENIED if they can't be read
     */
    public List<String> tail(KnownRuntime runtime, int lines) {
        Path file = file(runtime);
        rotation.check(file);
        try {
            Optional<WrittenLog> taken = WrittenLog.of(runtime, file);
            if (taken.isPresent()) {
                List<String> written = LogTail.of(taken.get().file(), lines);
                return noted(taken.get().note(), runtime.redaction().in(written));
            }
            List<String> own = LogTail.of(file, lines);
            return own.isEmpty()
                    ? others(runtime, file, lines)
                    : runtime.redaction().in(own);
        } catch (IOException failure) {
            throw new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    "The log " + file + " can't be read: " + failure.getMessage() + ".",
                    "Check its owner and its permissions.",
                    failure);
        }
    }

    /**
     * Hands over what a runtime writes from now on.
     *
     * @param runtime the runtime
     * @param receiver gets each line, on a thread of the library
     * @return ends it
     */
    public AutoCloseable follow(KnownRuntime runtime, Consumer<String> receiver) {
        Path file = file(runtime);
        Redaction redaction = runtime.redaction();
        Consumer<String> redacted = line -> receiver.accept(redaction.in(line));
        Optional<WrittenLog> taken = WrittenLog.of(runtime, file);
        boolean elsewhere =
                taken.isEmpty() && LogTail.size(file) == 0 && !shown(runtime, 1).isEmpty();
        List<LogFollower> own = new ArrayList<>();
        taken.ifPresent(open -> own.add(LogFollower.ofOpenFile(open.file(), redacted)));
        own.add(new LogFollower(file, redacted));
        ShownLines others = new ShownLines(lines -> shown(runtime, lines), receiver);
        LogFollowing following =
                new LogFollowing(elsewhere ? others::poll : () -> own.forEach(RuntimeLogs::poll), ended -> {
                    followings.remove(ended);
                    own.forEach(LogFollower::close);
                });
        followings.add(following);
        threads.execute(following);
        return following;
    }

    @Override
    public void close() {
        followings.forEach(LogFollowing::close);
        if (!threads.end(ENDING)) {
            LOG.warn("who follows a log has blocked for {} s; it is interrupted", ENDING.toSeconds());
            threads.interrupt();
        }
    }

    /** Where it writes if it is started now, or, where there is nothing, where it wrote when it was started last. */
    private Path file(KnownRuntime runtime) {
        Path now = host.logs().file(runtime.id());
        Optional<Path> then = host.files().read(runtime.id()).log().map(LogPosition::file);
        return LogTail.size(now) > 0
                ? now
                : then.filter(path -> LogTail.size(path) > 0).orElse(now);
    }

    /** Nothing is not silence where it should be written: a start came to nothing before it, or somebody took it away. */
    private List<String> others(KnownRuntime runtime, Path file, int lines) {
        List<String> shown = shown(runtime, lines);
        boolean taken = shown.isEmpty()
                && Files.notExists(file)
                && host.files()
                        .read(runtime.id())
                        .log()
                        .map(LogPosition::file)
                        .filter(file::equals)
                        .isPresent();
        return taken
                ? List.of(
                        LogNotes.line(
                                "the log " + file
                                        + " is not there: nothing was written yet, or somebody took it away; the next start begins a new one"))
                : shown;
    }

    private static List<String> noted(String note, List<String> lines) {
        List<String> all = new ArrayList<>(lines.size() + 1);
        all.add(note);
        all.addAll(lines);
        return all;
    }

    private static List<String> shown(KnownRuntime runtime, int lines) {
        Optional<SupervisedRuntime> handle = runtime.handle();
        return handle.map(shower -> runtime.redaction().in(shower.logTail(lines)))
                .orElse(List.of());
    }

    private static void poll(LogFollower follower) {
        try {
            follower.poll();
        } catch (IOException unreadable) {
            LOG.debug("a log can't be read now", unreadable);
        }
    }
}
