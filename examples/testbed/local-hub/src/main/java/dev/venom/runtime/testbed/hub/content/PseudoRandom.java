package dev.venom.runtime.testbed.hub.content;

import java.io.ByteArrayInputStream;
import java.util.SplittableRandom;

/** Makes contents of pseudo-random bytes. */
final class PseudoRandom {

    /** The largest prime below 2^24. */
    private static final int PERIOD = 16_777_213;

    private PseudoRandom() {}

    static Content create(long size, long seed) {
        if (size < 0) {
            throw new IllegalArgumentException("A size cannot be negative: " + size);
        }
        byte[] block = new byte[(int) Math.min(PERIOD, size)];
        new SplittableRandom(seed).nextBytes(block);
        return size < PERIOD ? new BytesContent(block) : new RepeatedContent(onDisk(block), size);
    }

    /** On disk, because the kernel sends a file's pages without copying them. */
    private static Content onDisk(byte[] block) {
        return new ChannelContent(TemporaryFile.holding(new ByteArrayInputStream(block)), block.length);
    }
}
