package dev.venom.runtime.core.internal.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes GGUF files, also such as no tool would write. */
final class GgufBytes {
    static final int UINT32 = 4;
    static final int STRING = 8;
    static final int ARRAY = 9;
    static final int UINT64 = 10;

    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
    private long entryCount;
    private long tensorCount;
    private int dataBytes;

    /** A small llama with everything that a description needs, but without tensors. */
    static GgufBytes llama() {
        return new GgufBytes()
                .text("general.architecture", "llama")
                .text("general.license", "apache-2.0")
                .number("llama.context_length", 2_048)
                .number("general.file_type", 15);
    }

    GgufBytes text(String key, String value) {
        return entry(key, STRING, string(value));
    }

    GgufBytes number(String key, int value) {
        return entry(key, UINT32, little(Integer.BYTES).putInt(value).array());
    }

    GgufBytes longNumber(String key, long value) {
        return entry(key, UINT64, little(Long.BYTES).putLong(value).array());
    }

    GgufBytes texts(String key, int count, String each) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes(little(12).putInt(STRING).putLong(count).array());
        byte[] element = string(each);
        for (int index = 0; index < count; index++) {
            value.writeBytes(element);
        }
        return entry(key, ARRAY, value.toByteArray());
    }

    GgufBytes numbers(String key, int count) {
        byte[] value =
                little(12 + count * Integer.BYTES).putInt(UINT32).putLong(count).array();
        return entry(key, ARRAY, value);
    }

    /** A list of numbers of 32 bits. */
    GgufBytes list(String key, int... values) {
        ByteBuffer value =
                little(12 + values.length * Integer.BYTES).putInt(UINT32).putLong(values.length);
        for (int each : values) {
            value.putInt(each);
        }
        return entry(key, ARRAY, value.array());
    }

    GgufBytes entry(String key, int type, byte[] value) {
        entryCount++;
        entries.writeBytes(string(key));
        entries.writeBytes(little(Integer.BYTES).putInt(type).array());
        entries.writeBytes(value);
        return this;
    }

    /** A tensor of 16-bit floats with its data. */
    GgufBytes halfTensor(String name, long... dimensions) {
        long offset = dataBytes;
        long elements = 1;
        for (long dimension : dimensions) {
            elements *= dimension;
        }
        dataBytes += (int) (2 * elements + 31) / 32 * 32;
        return tensor(name, 1, offset, dimensions);
    }

    GgufBytes tensor(String name, int type, long offset, long... dimensions) {
        tensorCount++;
        tensors.writeBytes(string(name));
        ByteBuffer shape =
                little(Integer.BYTES + dimensions.length * Long.BYTES).putInt(dimensions.length);
        for (long dimension : dimensions) {
            shape.putLong(dimension);
        }
        tensors.writeBytes(shape.array());
        tensors.writeBytes(little(12).putInt(type).putLong(offset).array());
        return this;
    }

    byte[] build() {
        return build(3, tensorCount, entryCount);
    }

    byte[] build(int version, long announcedTensors, long announcedEntries) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(little(20)
                .putInt(version)
                .putLong(announcedTensors)
                .putLong(announcedEntries)
                .array());
        file.writeBytes(entries.toByteArray());
        file.writeBytes(tensors.toByteArray());
        file.writeBytes(new byte[(32 - file.size() % 32) % 32 + dataBytes]);
        return file.toByteArray();
    }

    static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return little(Long.BYTES + bytes.length)
                .putLong(bytes.length)
                .put(bytes)
                .array();
    }

    static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
