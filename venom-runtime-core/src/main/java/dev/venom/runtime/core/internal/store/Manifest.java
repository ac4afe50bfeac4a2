package dev.venom.runtime.core.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.JsonWriter;
import dev.venom.runtime.core.internal.json.MalformedJsonException;
import dev.venom.runtime.spi.file.DurableFile;
import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code manifest.json}: {@code {"schema_version":1,"models":[...]}}. Knows the file, not the rules: who
 * changes it holds the {@link CrossProcessLock}. Thread-safe, because every read and write is of the whole file.
 */
final class Manifest {
    private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);
    private static final long SCHEMA_VERSION = 1;

    private final Path file;
    private final ManifestCodec codec;
    private final Clock clock;

    Manifest(Path cacheDirectory, Clock clock) {
        this.file = cacheDirectory.resolve("manifest.json");
        this.codec = new ManifestCodec(cacheDirectory);
        this.clock = clock;
    }

    /** What the file says; entries that can't be read are left out, and the content says so. */
    Content read() {
        try {
            return parse(JsonReader.within(JsonLimits.OWN).readObject(file));
        } catch (NoSuchFileException none) {
            return new Content(List.of(), Content.Condition.MISSING);
        } catch (AccessDeniedException denied) {
            throw new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    "The manifest " + file + " can't be read.",
                    "Check the owner and the permissions of the cache directory.",
                    denied);
        } catch (MalformedJsonException damaged) {
            LOG.warn(
                    "the manifest is damaged and is read from disk instead file={} reason={}",
                    file,
                    damaged.getMessage());
            return new Content(List.of(), Content.Condition.DAMAGED);
        } catch (IOException unreadable) {
            // What could not be read may be whole: it must not be replaced by what the disk tells.
            throw new VenomException(
                    ErrorCode.CORRUPT_STATE,
                    "The manifest " + file + " can't be read: " + unreadable.getMessage() + ".",
                    "Check the disk, and that it is a file.",
                    unreadable);
        }
    }

    /** Replaces the file. What was damaged is kept beside it, for whoever wants to look. */
    void write(List<InstalledModel> models, Content.Condition former) {
        ObjectNode root = Json.object().put("schema_version", SCHEMA_VERSION);
        ArrayNode entries = root.putArray("models");
        models.forEach(model -> entries.add(codec.write(model)));
        try {
            if (former == Content.Condition.DAMAGED) {
                keepDamaged();
            }
            new DurableFile(file).replace(JsonWriter.indented(root), DurableFile.Durability.POWER);
        } catch (IOException failure) {
            throw StorageFailures.writing(file, failure);
        }
    }

    private Content parse(JsonNode root) {
        OptionalLong version = Json.number(root.path("schema_version"));
        if (version.isPresent() && version.getAsLong() > SCHEMA_VERSION) {
            throw new VenomException(
                    ErrorCode.CORRUPT_STATE,
                    "The manifest " + file + " was written by a later version of Venom Runtime (schema "
                            + version.getAsLong() + ").",
                    "Use that version, or another cache directory.");
        }
        List<InstalledModel> models = new ArrayList<>();
        List<JsonNode> entries = Json.objects(root.path("models"));
        boolean whole = version.isPresent()
                && root.path("models").isArray()
                && root.path("models").size() == entries.size();
        for (JsonNode entry : entries) {
            try {
                models.add(codec.read(entry));
            } catch (IllegalArgumentException | VenomException | DateTimeException bad) {
                LOG.warn(
                        "an entry of the manifest is damaged and is read from disk instead reason={}",
                        bad.getMessage());
                whole = false;
            }
        }
        return new Content(models, whole ? Content.Condition.WHOLE : Content.Condition.DAMAGED);
    }

    private void keepDamaged() throws IOException {
        if (Files.exists(file)) {
            Path kept = file.resolveSibling(
                    "manifest.json.damaged-" + clock.instant().toEpochMilli());
            Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What the file holds. Immutable. */
    record Content(List<InstalledModel> models, Condition condition) {
        /** In what state it was found. */
        enum Condition {
            /** All of it could be read. */
            WHOLE,
            /** There is none. */
            MISSING,
            /** Some of it could not be read. */
            DAMAGED
        }
    }
}
