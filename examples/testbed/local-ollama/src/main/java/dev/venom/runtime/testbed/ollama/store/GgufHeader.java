package dev.venom.runtime.testbed.ollama.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a GGUF says of itself.
 *
 * @param values the plain values; arrays are left out
 * @param parameters the number of weights in all tensors
 */
public record GgufHeader(Map<String, Object> values, long parameters) {

    private static final int MAGIC = 0x46554747;
    private static final int LONGEST_STRING = 1 << 24;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    /** Copies the map. */
    public GgufHeader {
        values = Map.copyOf(values);
    }

    /** Reads a file; {@link IOException} where it is no GGUF of version 2 or 3. */
    public static GgufHeader read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (u32(in) != MAGIC || u32(in) < 2) {
                throw new IOException("supplied file was not in GGUF format");
            }
            long tensors = u64(in);
            long pairs = u64(in);
            Map<String, Object> values = new LinkedHashMap<>();
            for (long i = 0; i < pairs; i++) {
                String key = string(in);
                value(in, u32(in)).ifPresent(value -> values.put(key, value));
            }
            return new GgufHeader(values, parameters(in, tensors));
        }
    }

    /** The value of that key below the architecture's, such as {@code context_length}. */
    public Optional<Long> ofArchitecture(String key) {
        return Optional.ofNullable(values.get(architecture() + "." + key))
                .filter(Long.class::isInstance)
                .map(Long.class::cast);
    }

    /** The architecture, such as {@code llama}. */
    public String architecture() {
        return String.valueOf(values.getOrDefault("general.architecture", "unknown"));
    }

    private static long parameters(DataInputStream in, long tensors) throws IOException {
        long parameters = 0;
        for (long i = 0; i < tensors; i++) {
            string(in);
            long elements = 1;
            for (int dimensions = u32(in); dimensions > 0; dimensions--) {
                elements *= u64(in);
            }
            in.skipNBytes(Integer.BYTES + Long.BYTES);
            parameters += elements;
        }
        return parameters;
    }

    private static Optional<Object> value(DataInputStream in, int type) throws IOException {
        return switch (type) {
            case 0, 7 -> Optional.of((long) in.readUnsignedByte());
            case 1 -> Optional.of((long) in.readByte());
            case 2, 3 -> Optional.of((long) Short.reverseBytes(in.readShort()));
            case 4, 5 -> Optional.of(Integer.toUnsignedLong(u32(in)));
            case 6 -> Optional.of((double) Float.intBitsToFloat(u32(in)));
            case STRING -> Optional.of(string(in));
            case ARRAY -> skipArray(in);
            case 10, 11 -> Optional.of(u64(in));
            case 12 -> Optional.of(Double.longBitsToDouble(u64(in)));
            default -> throw new IOException("Unknown type of value: " + type);
        };
    }

    private static Optional<Object> skipArray(DataInputStream in) throws IOException {
        int type = u32(in);
        for (long count = u64(in); count > 0; count--) {
            value(in, type);
        }
        return Optional.empty();
    }

    private static String string(DataInputStream in) throws IOException {
        long length = u64(in);
        if (length < 0 || length > LONGEST_STRING) {
            throw new IOException("A string of " + length + " bytes");
        }
        return new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
    }

    private static int u32(DataInputStream in) throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    private static long u64(DataInputStream in) throws IOException {
        return Long.reverseBytes(in.readLong());
    }
}
