package dev.venom.runtime.core.internal.driver.task;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A sound file in which nothing is heard: WAV, one channel of 16 bits, 16,000 samples a second. */
final class SilentWav {
    private static final int RATE = 16_000;
    private static final int SAMPLE_BYTES = 2;
    private static final int HEADER_BYTES = 44;
    private static final int FORMAT_BYTES = 16;
    private static final short UNCOMPRESSED = 1;
    private static final short CHANNELS = 1;

    private SilentWav() {}

    static byte[] ofOneSecond() {
        int soundBytes = RATE * SAMPLE_BYTES;
        return ByteBuffer.allocate(HEADER_BYTES + soundBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(tag("RIFF"))
                .putInt(HEADER_BYTES - 8 + soundBytes)
                .put(tag("WAVE"))
                .put(tag("fmt "))
                .putInt(FORMAT_BYTES)
                .putShort(UNCOMPRESSED)
                .putShort(CHANNELS)
                .putInt(RATE)
                .putInt(RATE * SAMPLE_BYTES)
                .putShort((short) SAMPLE_BYTES)
                .putShort((short) (SAMPLE_BYTES * Byte.SIZE))
                .put(tag("data"))
                .putInt(soundBytes)
                .array();
    }

    private static byte[] tag(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
