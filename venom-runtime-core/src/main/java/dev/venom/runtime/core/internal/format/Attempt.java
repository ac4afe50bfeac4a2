package dev.venom.runtime.core.internal.format;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a part of a description that is left out where it can't be read: an inspection never fails an install. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private Attempt() {}

    static <T> Optional<T> to(Reading<T> reading, InspectableFile file) {
        try {
            return Optional.of(reading.of(file));
        } catch (IOException unreadable) {
            LOG.debug("model header not read path={} reason={}", file.path(), unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** Reads something from a file. */
    @FunctionalInterface
    interface Reading<T> {
        T of(InspectableFile file) throws IOException;
    }
}
