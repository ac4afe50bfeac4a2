package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.spi.file.DurableFile;
import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Notes from one process to the one that runs an operation: {@code operations/<id>.cancel}, or {@code
 * <id>.control} with the verb {@code pause} or {@code resume}, taken away by the owner. A cancel has a file of
 * its own so that no later note replaces it. Thread-safe.
 */
final class ControlFiles {
    private static final String CANCEL = ".cancel";
    private static final String OTHERS = ".control";

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
        Path file = file(id, verb == Verb.CANCEL ? CANCEL : OTHERS);
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
        return take(file(id, CANCEL)).or(() -> take(file(id, OTHERS)));
    }

    void discard(OperationId id) {
        for (String suffix : List.of(CANCEL, OTHERS)) {
            try {
                Files.deleteIfExists(file(id, suffix));
            } catch (IOException harmless) {
                // A note that stays is read by nobody: its operation has ended.
            }
        }
    }

    /** Renames before it reads: a note that arrives in between is another file, and is found by the next look. */
    private static Optional<Verb> take(Path note) {
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        Path taken = note.resolveSibling("." + note.getFileName() + ".taken");
        try {
            Files.move(note, taken, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            String verb = Files.readString(taken).strip().toUpperCase(Locale.ROOT);
            Files.deleteIfExists(taken);
            return Optional.of(Verb.valueOf(verb));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Path file(OperationId id, String suffix) {
        return directory.resolve(id.value() + suffix);
    }
}
