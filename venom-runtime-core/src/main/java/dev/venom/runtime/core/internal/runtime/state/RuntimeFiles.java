package dev.venom.runtime.core.internal.runtime.state;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.internal.file.CrossProcessLock;
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
import java.time.DateTimeException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory {@code runtimes}: what is remembered of each runtime. Read by any process, changed by one at a
 * time, and whole after a crash at any instant. Thread-safe.
 */
public final class RuntimeFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeFiles.class);
    private static final String SUFFIX = ".json";

    private final Path directory;

    /**
     * Names the directory; touches nothing.
     *
     * @param directory {@code runtimes} in the cache directory
     */
    public RuntimeFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * What is remembered of a runtime.
     *
     * @param id its id
     * @return its memory; {@link RuntimeRecord#NONE} where there is no file
     * @throws VenomException CORRUPT_STATE if the file is damaged; PERMISSION_DENIED
     */
    public RuntimeRecord read(String id) {
        return read(file(id));
    }

    /**
     * Every runtime of which something is remembered.
     *
     * @return memories by id
     * @throws VenomException CORRUPT_STATE if one of the files is damaged: what is decided by all of them can't be
     */
    public Map<String, RuntimeRecord> all() {
        return memories(RuntimeFiles::read);
    }

    /**
     * Every runtime of which something can be read: a damaged file hides no other runtime.
     *
     * @return memories by id
     */
    public Map<String, RuntimeRecord> readable() {
        return memories(file -> {
            try {
                return read(file);
            } catch (VenomException damaged) {
                LOG.warn(
                        "what is remembered of a runtime can't be read reason={} cure={}",
                        damaged.getMessage(),
                        damaged.hint());
                return RuntimeRecord.NONE;
            }
        });
    }

    /**
     * Which model each runtime serves by our doing, where that can be read.
     *
     * @return models by ids of runtimes
     */
    public Map<String, ModelRef> activeModels() {
        Map<String, ModelRef> models = new TreeMap<>();
        readable().forEach((id, memory) -> memory.active().ifPresent(model -> models.put(id, model.ref())));
        return models;
    }

    private Map<String, RuntimeRecord> memories(Function<Path, RuntimeRecord> reading) {
        Map<String, RuntimeRecord> memories = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return memories;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                memories.put(name.substring(0, name.length() - SUFFIX.length()), reading.apply(file));
            }
        } catch (DirectoryIteratorException broken) {
            throw unreadable(directory, broken.getCause());
        } catch (IOException failure) {
            throw unreadable(directory, failure);
        }
        return memories;
    }

    /**
     * Changes what is remembered of a runtime, while no other process does.
     *
     * @param id its id
     * @param change from the memory as it is to the memory as it is to be
     * @return the new memory, durable
     */
    public RuntimeRecord update(String id, UnaryOperator<RuntimeRecord> change) {
        return new CrossProcessLock(directory.resolve("." + id + ".lock")).whileHeld(() -> {
            RuntimeRecord former = read(id);
            RuntimeRecord changed = change.apply(former);
            if (!changed.equals(former)) {
                write(id, changed);
            }
            return changed;
        });
    }

    /**
     * The file from which the unit or process of a runtime takes the active model.
     *
     * @param id its id
     * @return {@code runtimes/<id>.env}
     */
    public EnvironmentFile environment(String id) {
        return new EnvironmentFile(directory.resolve(id + ".env"));
    }

    /**
     * Where it lies.
     *
     * @return {@code runtimes} in the cache directory
     */
    public Path directory() {
        return directory;
    }

    private void write(String id, RuntimeRecord memory) {
        Path file = file(id);
        try {
            new DurableFile(file)
                    .replace(JsonWriter.indented(RuntimeRecordCodec.write(memory)), DurableFile.Durability.POWER);
        } catch (IOException failure) {
            throw StorageFailures.writing(file, failure);
        }
    }

    private Path file(String id) {
        return directory.resolve(id + SUFFIX);
    }

    private static RuntimeRecord read(Path file) {
        try {
            return RuntimeRecordCodec.read(JsonReader.within(JsonLimits.OWN).readObject(file));
        } catch (NoSuchFileException nothing) {
            return RuntimeRecord.NONE;
        } catch (dev.venom.runtime.core.internal.json.MalformedJsonException
                | IllegalArgumentException
                | DateTimeException damaged) {
            throw new VenomException(
                    ErrorCode.CORRUPT_STATE,
                    "The file " + file + " is damaged: " + damaged.getMessage() + ".",
                    "Move it away: stop the runtime by hand if it runs, and activate its model again.",
                    damaged);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static VenomException unreadable(Path path, IOException failure) {
        return new VenomException(
                ErrorCode.PERMISSION_DENIED,
                path + " can't be read: " + failure.getMessage() + ".",
                "Check the owner and the permissions of the cache directory.",
                failure);
    }
}
