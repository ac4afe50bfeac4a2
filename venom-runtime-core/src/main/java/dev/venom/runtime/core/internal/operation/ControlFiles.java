package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.core.internal.file.DurableFile;
import dev.venom.runtime.core.internal.file.StorageFailures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Notes from one process to the one that runs an operation: {@code operations/<id>.control} holds one verb and
 * is taken away by the owner. Thread-safe.
 */
final class ControlFiles {
    private static final String SUFFIX = ".control";

    private final Path directory;

    /** What another process wants. */
    enum Verb {
        CANCEL,
        PAUSE,
        RESUME
    }

    ControlFiles(Path directory) {
        this.directory = directory;
    }

    void leave(OperationId id, Verb verb) {
        Path file = file(id);
        try {
            new DurableFile(file)
                    .replace(
                            verb.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                            DurableFile.Durability.PROCESS);
        } catch (IOException failure) {
            throw StorageFailures.writing(file, failure);
        }
    }

    Optional<Verb> take(OperationId id) {
        Path file = file(id);
        try {
            String verb = Files.readString(file).strip().toUpperCase(Locale.ROOT);
            Files.deleteIfExists(file);
            return Optional.of(Verb.valueOf(verb));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    void discard(OperationId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException harmless) {
            // A note that stays is read by nobody: its operation has ended.
        }
    }

    private Path file(OperationId id) {
        return directory.resolve(id.value() + SUFFIX);
    }
}
