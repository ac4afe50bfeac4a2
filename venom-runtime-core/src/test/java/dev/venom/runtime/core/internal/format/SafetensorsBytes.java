package dev.venom.runtime.core.internal.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes safetensors files, also such as no tool would write. */
final class SafetensorsBytes {
    private final List<String> members = new ArrayList<>();
    private int dataBytes;

    SafetensorsBytes tensor(String name, String type, String shape, int bytes) {
        return raw("\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" + dataBytes
                + "," + (dataBytes += bytes) + "]}");
    }

    SafetensorsBytes raw(String member) {
        members.add(member);
        return this;
    }

    byte[] build() {
        return withHeader("{" + String.join(",", members) + "}", dataBytes);
    }

    static byte[] withHeader(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return withLength(json.length, json, dataBytes);
    }

    static byte[] withLength(long length, byte[] json, int dataBytes) {
        return ByteBuffer.allocate(Long.BYTES + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(json)
                .array();
    }
}
