package dev.venom.runtime.core.internal.format;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the header of a GGUF file: magic, u32 version, u64 number of tensors, u64 number of metadata entries,
 * the entries, the tensors' descriptions. Immutable.
 *
 * <p>A vocabulary makes a header tens of megabytes long: its lists are passed over without being kept, and
 * no more is fetched as soon as nothing more is needed.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>
 */
final class GgufReader {
    private static final int MIB = 1 << 20;
    private static final long BUDGET_BYTES = 64L * MIB;
    private static final int LONGEST_KEY_BYTES = 65_535;
    /** Length of the key, type and a value of one byte. */
    private static final int LEAST_ENTRY_BYTES = 13;

    private static final long MAGIC = 0x4655_4747L;
    private static final int LARGEST_VERSION = 3;
    private static final int SMALLEST_VERSION = 2;

    GgufHeader read(InspectableFile file) throws IOException {
        RangeCursor cursor = new RangeCursor(file, BUDGET_BYTES, MIB, 4 * MIB, 16 * MIB);
        requireVersion(cursor);
        GgufCursor values = new GgufCursor(cursor);
        long tensorCount = values.count(GgufTensors.LEAST_BYTES);
        GgufMetadata metadata = new GgufMetadata();
        GgufTensors tensors = new GgufTensors();
        try {
            entries(cursor, values, metadata);
            for (long left = tensorCount; left > 0; left--) {
                tensors.read(cursor);
            }
            requireData(file, cursor.position(), metadata.alignment(), tensors);
            return header(metadata, tensorCount, tensors);
        } catch (WindowEndException enough) {
            return header(metadata, tensorCount, new GgufTensors());
        }
    }

    private static void entries(RangeCursor cursor, GgufCursor values, GgufMetadata metadata) throws IOException {
        for (long left = values.count(LEAST_ENTRY_BYTES); left > 0; left--) {
            String key = values.text(LONGEST_KEY_BYTES);
            if (metadata.isCompleteBefore(key)) {
                cursor.fetchNoMore();
            }
            metadata.read(key, values);
        }
    }

    /** Tells by its first bytes whether a file without a telling name is one. */
    boolean recognises(InspectableFile file) throws IOException {
        return file.sizeBytes() > Integer.BYTES && new RangeCursor(file, Integer.BYTES, Integer.BYTES).u32() == MAGIC;
    }

    private static GgufHeader header(GgufMetadata metadata, long tensorCount, GgufTensors tensors) {
        return new GgufHeader(
                metadata.architecture(),
                quantization(metadata, tensors),
                metadata.parameters().isPresent() ? metadata.parameters() : PositiveNumber.of(tensors.parameters()),
                metadata.contextLength(),
                metadata.license(),
                metadata.shape(),
                tensorCount,
                metadata.parts());
    }

    private static Optional<String> quantization(GgufMetadata metadata, GgufTensors tensors) {
        Optional<String> declared = metadata.fileType().stream()
                .mapToObj(GgufFileType::name)
                .findFirst()
                .flatMap(name -> name);
        boolean certain = metadata.fileType().orElse(GgufFileType.UNQUANTIZED) != GgufFileType.UNQUANTIZED;
        Optional<String> counted = tensors.mostFrequentType();
        return certain ? declared.or(() -> counted) : counted.or(() -> declared);
    }

    private static void requireVersion(RangeCursor cursor) throws IOException {
        if (cursor.u32() != MAGIC) {
            throw new MalformedModelException("The file does not begin like a GGUF file");
        }
        int version = (int) cursor.u32();
        int swapped = Integer.reverseBytes(version);
        if (swapped >= 1 && swapped <= LARGEST_VERSION) {
            throw new UnsupportedModelException("The file is a big-endian GGUF file, which is not read here");
        }
        if (version < SMALLEST_VERSION || version > LARGEST_VERSION) {
            throw new UnsupportedModelException("The file has GGUF version " + version + ", which is not read here");
        }
    }

    private static void requireData(InspectableFile file, long headerEnd, long alignment, GgufTensors tensors)
            throws MalformedModelException {
        long dataStart = (headerEnd + alignment - 1) / alignment * alignment;
        if (tensors.furthestEnd() > file.sizeBytes() - dataStart) {
            throw new MalformedModelException("The file ends before its last tensor");
        }
    }
}
