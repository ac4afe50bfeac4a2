package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.provider.hf.internal.repository.Revision;
import dev.venom.runtime.spi.file.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file below {@code refs}: the commit of a revision in 40 characters. No line end, because Python readers take
 * the text as the name of a directory.
 *
 * @param path the file
 */
record RefFile(Path path) {
    private static final long LONGEST_BYTES = 128;

    /** The commit; empty where there is no sound file. */
    Optional<String> read() {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > LONGEST_BYTES) {
                return Optional.empty();
            }
            String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).strip();
            return Revision.isCommit(text) ? Optional.of(text) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Notes the commit, only where it changes: readers of a read-only or shared cache are left alone. */
    void write(String commit, Path staging) throws IOException {
        byte[] content = commit.getBytes(StandardCharsets.US_ASCII);
        if (!Files.isRegularFile(path) || !java.util.Arrays.equals(Files.readAllBytes(path), content)) {
            new DurableFile(path).replace(content, DurableFile.Durability.POWER, staging);
        }
    }
}
