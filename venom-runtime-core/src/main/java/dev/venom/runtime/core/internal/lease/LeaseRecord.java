package dev.venom.runtime.core.internal.lease;

import dev.venom.runtime.spi.file.Renaming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * What a lease file says: one line
 *
 * <pre>lease = "venom-lease 1 " host " " boot-id " " pid " " started " " heartbeat-epoch-millis LF</pre>
 *
 * It tells people and other hosts who writes; under one kernel the lock decides, not this text.
 *
 * @param owner who holds the lease
 * @param heartbeat when the owner last said that it lives
 */
public record LeaseRecord(ProcessIdentity owner, Instant heartbeat) {
    private static final String MAGIC = "venom-lease";
    private static final String VERSION = "1";
    private static final int FIELDS = 7;
    private static final int MAX_BYTES = 1024;

    /** A holder may give its lease back between two looks at it. */
    static Optional<LeaseRecord> read(Path file) throws IOException {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return parse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException givenBack) {
            return Optional.empty();
        }
    }

    static Optional<LeaseRecord> parse(String text) {
        String[] fields = text.strip().split(" ");
        if (fields.length != FIELDS || !fields[0].equals(MAGIC) || !fields[1].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            ProcessIdentity owner =
                    new ProcessIdentity(fields[2], fields[3], Long.parseLong(fields[4]), Long.parseLong(fields[5]));
            return Optional.of(new LeaseRecord(owner, Instant.ofEpochMilli(Long.parseLong(fields[6]))));
        } catch (NumberFormatException torn) {
            return Optional.empty();
        }
    }

    /** Replaces the file as a whole, so that no reader sees half a line. */
    void write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + owner.pid() + ".tmp");
        Files.writeString(draft, line());
        Renaming.replace(draft, file);
    }

    /** Creates the file, or says that somebody was faster. For file systems without locks. */
    boolean create(Path file) throws IOException {
        try {
            Files.writeString(file, line(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private String line() {
        return String.join(
                        " ",
                        MAGIC,
                        VERSION,
                        owner.host().replace(' ', '_'),
                        owner.bootId().replace(' ', '_'),
                        Long.toString(owner.pid()),
                        Long.toString(owner.started()),
                        Long.toString(heartbeat.toEpochMilli()))
                + "\n";
    }
}
