package dev.venom.runtime.core.internal.format;

import java.io.IOException;

/** Reads parts of one file, wherever it is. */
@FunctionalInterface
public interface RangeReader {
    /**
     * Reads a part.
     *
     * @param offset where it begins
     * @param length how many bytes are wanted
     * @return the bytes; fewer than wanted only where the file ends
     * @throws IOException if they can't be had
     */
    byte[] read(long offset, int length) throws IOException;
}
