package dev.venom.runtime.api.host;

/**
 * The host's memory, or less where a container limits it. Immutable.
 *
 * @param totalBytes what there is, or what may be used of it
 * @param availableBytes what can be had now without swapping
 * @param hostBytes what the host has, whatever of it may be used
 */
public record MemoryReport(long totalBytes, long availableBytes, long hostBytes) {
    /**
     * What is in use.
     *
     * @return bytes
     */
    public long usedBytes() {
        return Math.max(0, totalBytes - availableBytes);
    }
}
