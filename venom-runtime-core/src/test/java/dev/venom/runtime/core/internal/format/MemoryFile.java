package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.RelativePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file in memory that remembers which ranges were read. */
final class MemoryFile implements RangeReader {
    private final byte[] content;
    private final List<Long> offsets = new ArrayList<>();
    private long fetchedBytes;
    private int longestRead;

    MemoryFile(byte[] content) {
        this.content = content;
    }

    static InspectableFile of(String name, byte[] content) {
        return new MemoryFile(content).named(name);
    }

    static InspectableFile of(String name, String content) {
        return of(name, content.getBytes(StandardCharsets.UTF_8));
    }

    InspectableFile named(String name) {
        return named(name, content.length);
    }

    InspectableFile named(String name, long sizeBytes) {
        return new InspectableFile(RelativePath.of(name), sizeBytes, this);
    }

    int reads() {
        return offsets.size();
    }

    List<Long> offsets() {
        return offsets;
    }

    long fetchedBytes() {
        return fetchedBytes;
    }

    int longestRead() {
        return longestRead;
    }

    @Override
    public byte[] read(long offset, int length) {
        offsets.add(offset);
        longestRead = Math.max(longestRead, length);
        int from = (int) Math.min(offset, content.length);
        byte[] part = Arrays.copyOfRange(content, from, (int) Math.min(offset + length, content.length));
        fetchedBytes += part.length;
        return part;
    }
}
