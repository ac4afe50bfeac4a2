package dev.venom.runtime.core.internal.partial;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The text of a journal, in ASCII, one record a line, each line closed by a checksum of what stands before:
 *
 * <pre>
 * journal = header *( extent / synced )
 * header  = "venom-partial 1 " algorithm ":" hex SP size SP boot-id  SP crc LF
 * extent  = "E " start SP end                                        SP crc LF
 * synced  = "S " count                                               SP crc LF
 * crc     = 8 hexadecimal digits: CRC-32C of the line before the last SP
 * </pre>
 *
 * {@code E}: the bytes from {@code start} up to, without, {@code end} were written to the data file before
 * the line was. {@code S}: the bytes of the first {@code count} extents of this journal have reached the
 * device. A reader stops at the first line that is torn or damaged and ignores it and all that follows.
 */
final class JournalCodec {
    /** Longer than any line that was written here; a longer one is damage. */
    static final int MAX_LINE_BYTES = 256;

    private static final String MAGIC = "venom-partial";
    private static final String VERSION = "1";
    private static final String EXTENT = "E";
    private static final String SYNCED = "S";

    private JournalCodec() {}

    static String header(JournalHeader header) {
        return sealed(String.join(
                " ", MAGIC, VERSION, header.digest().toString(), Long.toString(header.sizeBytes()), header.bootId()));
    }

    static String extent(Extent extent) {
        return sealed(EXTENT + " " + extent.start() + " " + extent.end());
    }

    static String synced(long count) {
        return sealed(SYNCED + " " + count);
    }

    static Optional<JournalHeader> parseHeader(String line) {
        String[] fields = unsealed(line);
        if (fields.length != 5 || !fields[0].equals(MAGIC) || !fields[1].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JournalHeader(digest(fields[2]), Long.parseLong(fields[3]), fields[4]));
        } catch (VenomException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    static Optional<Extent> parseExtent(String line) {
        String[] fields = unsealed(line);
        if (fields.length != 3 || !fields[0].equals(EXTENT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Extent(Long.parseLong(fields[1]), Long.parseLong(fields[2])));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    static Optional<Long> parseSynced(String line) {
        String[] fields = unsealed(line);
        if (fields.length != 2 || !fields[0].equals(SYNCED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(fields[1]));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    private static Digest digest(String text) {
        String[] parts = text.split(":", 2);
        for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
            if (parts.length == 2 && algorithm.label().equals(parts[0])) {
                return new Digest(algorithm, parts[1]);
            }
        }
        throw new IllegalArgumentException("Not a digest");
    }

    private static String sealed(String text) {
        return text + " " + checksum(text) + "\n";
    }

    /** The fields of a line whose checksum is right; none otherwise. */
    private static String[] unsealed(String line) {
        int last = line.lastIndexOf(' ');
        if (last < 0 || !line.substring(last + 1).equals(checksum(line.substring(0, last)))) {
            return new String[0];
        }
        return line.substring(0, last).split(" ");
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
