package dev.venom.runtime.testbed.hub.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Makes a safetensors file of a wanted size: {@code u64 header length, JSON header padded with spaces, data}. The header
 * is always {@value #HEADER} bytes, so the data length follows from the size.
 */
final class GeneratedSafetensors {

    private static final int HEADER = 248;
    private static final int PREFIX = Long.BYTES + HEADER;

    private GeneratedSafetensors() {}

    static Content create(long size, long seed) {
        long data = size - PREFIX;
        if (data < 1) {
            throw new IllegalArgumentException(
                    "A generated safetensors file has at least " + (PREFIX + 1) + " bytes, not " + size);
        }
        return Content.of(prefix(data, seed)).then(Content.pseudoRandom(data, seed));
    }

    private static byte[] prefix(long data, long seed) {
        String json = "{\"__metadata__\":{\"format\":\"pt\"},\"generated.weight." + seed
                + "\":{\"dtype\":\"U8\",\"shape\":[" + data + "],\"data_offsets\":[0," + data + "]}}";
        ByteArrayOutputStream prefix = new ByteArrayOutputStream(PREFIX);
        prefix.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(HEADER)
                .array());
        prefix.writeBytes((json + " ".repeat(HEADER - json.length())).getBytes(StandardCharsets.US_ASCII));
        return prefix.toByteArray();
    }
}
