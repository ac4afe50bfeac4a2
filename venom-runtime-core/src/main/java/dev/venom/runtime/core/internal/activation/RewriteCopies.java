package dev.venom.runtime.core.internal.activation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.JsonWriter;
import dev.venom.runtime.spi.file.Flush;
import dev.venom.runtime.spi.file.Renaming;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of files of the host's own while they are written in place: {@code .<uuid>.rewrite}, readable by nobody else, for
 * they hold whatever the file holds, and gone once the file is whole. Immutable.
 *
 * @param directory where they lie
 */
record RewriteCopies(Path directory) {
    private static final Logger LOG = LoggerFactory.getLogger(RewriteCopies.class);

    void keep(Path file, byte[] former, byte[] next) throws IOException {
        byte[] content = JsonWriter.compact(Json.object()
                .put("file", file.toString())
                .put("former", text(former))
                .put("next", text(next)));
        Files.createDirectories(directory);
        Path draft = directory.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                Flush.file(channel);
            }
            Renaming.replace(draft, copy(file));
        } finally {
            Files.deleteIfExists(draft);
        }
        Flush.directory(directory);
    }

    void forget(Path file) throws IOException {
        Files.deleteIfExists(copy(file));
    }

    /** A file that could neither be written nor put back is mended by whoever reads it next. */
    void forgetIfWhole(Path file) throws IOException {
        Optional<Rewrite> rewrite = read(file);
        if (rewrite.isPresent() && !rewrite.get().isTorn(Files.readAllBytes(file))) {
            forget(file);
        }
    }

    /**
     * The content of a file, as it was before a rewrite that a dead process did not bring to its end. What its owner has
     * written since then stays.
     */
    byte[] mended(Path file, byte[] content) throws IOException {
        Optional<Rewrite> rewrite = read(file);
        if (rewrite.isEmpty()) {
            return content;
        }
        byte[] whole = content;
        if (rewrite.get().isTorn(content)) {
            LOG.warn("a file was being written when its writer died, and is put back file={}", file);
            whole = rewrite.get().former();
            InPlaceRewrite.overwrite(file, whole);
        }
        forget(file);
        return whole;
    }

    private Optional<Rewrite> read(Path file) throws IOException {
        Path copy = copy(file);
        if (!Files.exists(copy)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JsonReader.within(JsonLimits.OWN).readObject(copy);
            return Optional.of(new Rewrite(
                    bytes(Json.text(json.path("former")).orElse("")),
                    bytes(Json.text(json.path("next")).orElse(""))));
        } catch (IllegalArgumentException damaged) {
            LOG.warn("a copy of a file is damaged copy={}", copy);
            return Optional.empty();
        }
    }

    private Path copy(Path file) {
        UUID name = UUID.nameUUIDFromBytes(file.toString().getBytes(StandardCharsets.UTF_8));
        return directory.resolve("." + name + ".rewrite");
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private record Rewrite(byte[] former, byte[] next) {
        /** The begin of the new text, and from there on the old one. */
        boolean isTorn(byte[] content) {
            if (Arrays.equals(content, former) || Arrays.equals(content, next)) {
                return false;
            }
            int same = Arrays.mismatch(content, next);
            return same < 0
                    || Arrays.equals(
                            content,
                            Math.min(same, content.length),
                            content.length,
                            former,
                            Math.min(same, former.length),
                            former.length);
        }
    }
}
