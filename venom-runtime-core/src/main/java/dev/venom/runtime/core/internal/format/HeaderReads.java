package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.json.MalformedJsonException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The headers read in one inspection: each once, and with the reason where one can't be read, which never ends an
 * inspection. Confined to one thread.
 */
final class HeaderReads {
    private static final Logger LOG = LoggerFactory.getLogger(HeaderReads.class);

    private final Map<RelativePath, Outcome> outcomes = new HashMap<>();

    /** A header; empty where it can't be read. A file has one kind of header. */
    @SuppressWarnings("unchecked") // each path is asked for with one reader
    <T> Optional<T> header(Reading<T> reading, InspectableFile file) {
        return (Optional<T>) outcome(reading, file).header();
    }

    /** What came of reading a header, be it now or before. */
    Outcome outcome(Reading<?> reading, InspectableFile file) {
        Outcome known = outcomes.get(file.path());
        if (known == null) {
            known = read(reading, file);
            outcomes.put(file.path(), known);
        }
        return known;
    }

    boolean has(InspectableFile file) {
        return outcomes.containsKey(file.path());
    }

    private static Outcome read(Reading<?> reading, InspectableFile file) {
        try {
            return new Outcome(Optional.of(reading.of(file)), Optional.empty());
        } catch (IOException unreadable) {
            LOG.debug("model header not read path={} reason={}", file.path(), unreadable.getMessage());
            return new Outcome(Optional.empty(), Optional.of(unreadable));
        }
    }

    /**
     * What came of one header. Immutable.
     *
     * @param header what it says
     * @param failure why it says nothing
     */
    record Outcome(Optional<?> header, Optional<IOException> failure) {
        boolean isRead() {
            return header.isPresent();
        }

        /** Why the file is no model; empty where that is not certain. */
        Optional<String> damage() {
            return failure.filter(
                            why -> why instanceof MalformedModelException || why instanceof MalformedJsonException)
                    .filter(why -> !(why instanceof UnsupportedModelException))
                    .map(IOException::getMessage);
        }
    }

    /** Reads something from a file. */
    @FunctionalInterface
    interface Reading<T> {
        T of(InspectableFile file) throws IOException;
    }
}
