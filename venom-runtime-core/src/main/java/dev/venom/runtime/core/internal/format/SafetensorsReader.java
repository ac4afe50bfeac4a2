package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import java.io.IOException;

/**
 * Reads the header of a safetensors file: u64 length N, N bytes of JSON naming each tensor's type, shape and
 * offsets, then the data. Immutable.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
final class SafetensorsReader {
    private static final int PREFIX_BYTES = Long.BYTES;
    private static final int LONGEST_HEADER_BYTES = 25_000_000;
    private static final long LONGEST_LEGAL_HEADER_BYTES = 100_000_000;
    private static final int FIRST_WINDOW_BYTES = 100_000;
    private static final int WINDOW_BYTES = 4 << 20;
    private static final JsonLimits LIMITS = new JsonLimits(LONGEST_HEADER_BYTES, 8, 4_096, 200_000);

    private final JsonReader json = JsonReader.within(LIMITS);
    private final PackedWeights packing;

    SafetensorsReader(PackedWeights packing) {
        this.packing = packing;
    }

    SafetensorsHeader read(InspectableFile file) throws IOException {
        RangeCursor cursor =
                new RangeCursor(file, LONGEST_HEADER_BYTES + WINDOW_BYTES, FIRST_WINDOW_BYTES, WINDOW_BYTES);
        long length = cursor.u63();
        if (length > LONGEST_HEADER_BYTES && length <= LONGEST_LEGAL_HEADER_BYTES && length <= cursor.remaining()) {
            throw new UnsupportedModelException("The header has " + length + " bytes, more than is read here");
        }
        if (length < 2 || length > LONGEST_HEADER_BYTES || length > cursor.remaining()) {
            throw new MalformedModelException("The header can't have " + length + " bytes");
        }
        cursor.endAt(PREFIX_BYTES + length);
        long dataBytes = file.sizeBytes() - PREFIX_BYTES - length;
        SafetensorsTally tally = new SafetensorsTally(packing, dataBytes);
        json.readMembers(new RangeInputStream(cursor, length), tally);
        return tally.header();
    }
}
