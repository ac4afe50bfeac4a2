package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.Transport;
import java.nio.file.Path;

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
        return new InspectableFile(file.path(), file.sizeBytes(), new RemoteRangeReader(transport, file.source()));
    }
}
