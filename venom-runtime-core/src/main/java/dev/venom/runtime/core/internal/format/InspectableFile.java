package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.Transport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of a model, of which parts can be read. Immutable.
 *
 * @param path its name inside the model
 * @param sizeBytes its length
 * @param bytes reads parts of it
 */
public record InspectableFile(RelativePath path, long sizeBytes, RangeReader bytes) {
    /**
     * A file on disk.
     *
     * @param path its name inside the model
     * @param sizeBytes its length
     * @param location where it lies
     * @return the file; nothing is opened yet
     */
    public static InspectableFile onDisk(RelativePath path, long sizeBytes, Path location) {
        return new InspectableFile(path, sizeBytes, new FileRangeReader(location));
    }

    /**
     * A file that a provider has described.
     *
     * @param file the file
     * @param transport asks for its ranges
     * @return the file; nothing is asked yet
     */
    public static InspectableFile remote(RemoteFile file, Transport transport) {
        RangeReader remote = new RemoteRangeReader(transport, file.source());
        return new InspectableFile(file.path(), file.sizeBytes(), (offset, length) -> {
            Optional<byte[]> held = file.source().held().filter(bytes -> bytes.length == file.sizeBytes());
            return held.isPresent() ? part(held.get(), offset, length) : remote.read(offset, length);
        });
    }

    private static byte[] part(byte[] content, long offset, int length) {
        int from = (int) Math.min(offset, content.length);
        return Arrays.copyOfRange(content, from, (int) Math.min((long) from + length, content.length));
    }
}
