package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.JsonWriter;
import dev.venom.runtime.spi.file.DurableFile;
import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journals of all operations on a cache directory, {@code operations/<id>.json}, one file each. Every
 * process may read all of them; only the owner of an operation writes its journal. Thread-safe.
 */
public final class OperationJournal {
    /** Ended operations kept. */
    public static final int KEPT = 200;

    private static final Logger LOG = LoggerFactory.getLogger(OperationJournal.class);
    private static final String SUFFIX = ".json";

    private final Path directory;

    /**
     * Names the directory; touches nothing.
     *
     * @param directory {@code operations} in the cache directory
     */
    public OperationJournal(Path directory) {
        this.directory = directory;
    }

    /**
     * All operations, newest first.
     *
     * @return records; damaged journals are left out with a warning
     */
    public List<OperationRecord> all() {
        List<OperationRecord> records = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return records;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[0-9a-z]*" + SUFFIX)) {
            for (Path file : files) {
                read(file).ifPresent(records::add);
            }
        } catch (DirectoryIteratorException broken) {
            throw unreadable(broken.getCause());
        } catch (IOException failure) {
            throw unreadable(failure);
        }
        records.sort(
                Comparator.comparing((OperationRecord record) -> record.status().id())
                        .reversed());
        return records;
    }

    /**
     * One operation.
     *
     * @param id its name
     * @return its record; empty where there is none
     */
    public Optional<OperationRecord> find(OperationId id) {
        return read(file(id));
    }

    /**
     * Writes a record.
     *
     * @param record the operation
     * @param durability what it has to survive
     */
    public void write(OperationRecord record, DurableFile.Durability durability) {
        byte[] content = JsonWriter.compact(OperationCodec.write(record));
        try {
            new DurableFile(file(record.status().id())).replace(content, durability);
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /**
     * Ended operations beyond those that are kept.
     *
     * @return journal files, oldest last
     */
    public List<Path> expired() {
        return all().stream()
                .filter(record -> record.status().state().isTerminal())
                .skip(KEPT)
                .map(record -> file(record.status().id()))
                .toList();
    }

    /** Deletes the journals of {@link #expired()}. */
    public void trim() {
        for (Path file : expired()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failure) {
                LOG.debug("old journal not deleted file={}", file.getFileName(), failure);
            }
        }
    }

    /** Gives a sign of life for an operation whose journal has nothing new to tell. */
    void beat(OperationId id, Instant now) {
        try {
            Files.setLastModifiedTime(file(id), FileTime.from(now));
        } catch (IOException failure) {
            LOG.debug("no sign of life given op={}", id, failure);
        }
    }

    Path directory() {
        return directory;
    }

    private Path file(OperationId id) {
        return directory.resolve(id.value() + SUFFIX);
    }

    private static Optional<OperationRecord> read(Path file) {
        try {
            return Optional.of(OperationCodec.read(
                    JsonReader.within(JsonLimits.OWN).readObject(file),
                    Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            LOG.warn(
                    "A journal can't be read and is left out file={} reason={}",
                    file.getFileName(),
                    damaged.getMessage());
            return Optional.empty();
        }
    }

    private VenomException unreadable(IOException failure) {
        return new VenomException(
                ErrorCode.PERMISSION_DENIED,
                "The journals in " + directory + " can't be read: " + failure.getMessage() + ".",
                "Check the owner and the permissions of the cache directory.",
                failure);
    }

    private VenomException unwritable(IOException failure) {
        return StorageFailures.writing(directory, failure);
    }
}
