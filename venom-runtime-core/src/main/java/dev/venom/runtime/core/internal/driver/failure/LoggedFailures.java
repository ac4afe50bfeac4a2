package dev.venom.runtime.core.internal.driver.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the log of one run says of failures, oldest first: tracebacks, lines of error, and what the server is known to
 * write past its logger. Immutable.
 */
final class LoggedFailures {
    private final List<LoggedFailure> all;

    private LoggedFailures(List<LoggedFailure> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads a run.
     *
     * @param run its lines
     * @param unlevelled what a line without a level has to look like to count
     */
    static LoggedFailures of(List<String> run, Pattern unlevelled) {
        List<LoggedFailure> found = new ArrayList<>();
        Tracebacks tracebacks = new Tracebacks(found::add);
        for (String raw : run) {
            LogLine line = LogLine.of(raw);
            if (tracebacks.take(line)) {
                continue;
            }
            boolean counts = line.gravity() == LogLine.Gravity.ERROR
                    || line.gravity() == LogLine.Gravity.UNTOLD
                            && unlevelled.matcher(line.text()).find();
            if (counts && !line.text().isBlank()) {
                found.add(LoggedFailure.line(line.text()));
            }
        }
        tracebacks.end();
        return new LoggedFailures(found);
    }

    /** Those that only say that something else failed are left out. */
    LoggedFailures without(Pattern consequences) {
        return new LoggedFailures(all.stream()
                .filter(complaint -> complaint.lines().stream()
                        .noneMatch(line -> consequences.matcher(line).find()))
                .toList());
    }

    /** The last of them that a pattern fits; earlier patterns are closer to the cause. */
    Optional<Match> firstOf(List<FailurePattern> patterns) {
        for (FailurePattern pattern : patterns) {
            for (int index = all.size() - 1; index >= 0; index--) {
                Optional<String> line = pattern.lineIn(all.get(index));
                if (line.isPresent()) {
                    return Optional.of(new Match(all.get(index).inWords(line.get()), pattern));
                }
            }
        }
        return Optional.empty();
    }

    /** The words of the last traceback, or of the last line of error where there is none. */
    Optional<String> last() {
        return lastWhere(true).or(() -> lastWhere(false));
    }

    private Optional<String> lastWhere(boolean isTraceback) {
        return all.stream()
                .filter(complaint -> complaint.isTraceback() == isTraceback)
                .reduce((earlier, later) -> later)
                .map(LoggedFailure::inWords);
    }

    /**
     * A complaint that is known. Immutable.
     *
     * @param words what it says
     * @param pattern as what it is known
     */
    record Match(String words, FailurePattern pattern) {}
}
