package dev.venom.runtime.testbed.hub.wire;

/**
 * A stretch of a known blob.
 *
 * @param blob the blob's name: SHA-256 for LFS files, git's blob id for the others
 * @param start its first byte
 * @param end the byte behind its last
 */
public record BlobRange(String blob, long start, long end) {

    /** How many bytes it covers. */
    public long length() {
        return end - start;
    }
}
