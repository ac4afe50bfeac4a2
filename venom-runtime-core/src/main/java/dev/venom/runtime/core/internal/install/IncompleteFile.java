package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.core.internal.format.InspectableFile;
import dev.venom.runtime.core.internal.format.RangeReader;
import dev.venom.runtime.core.internal.partial.Extent;
import dev.venom.runtime.core.internal.partial.PartialStore;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.Transport;
import java.io.IOException;
import java.util.Optional;

/**
 * A file that has not come as a whole: its header is read from what an earlier download left of it, so that no byte
 * is fetched twice, and else from where it comes from. Immutable.
 *
 * @param file the file
 * @param partials what earlier downloads left
 */
record IncompleteFile(RemoteFile file, PartialStore partials) {
    InspectableFile inspectable(Transport transport) {
        RangeReader remote = InspectableFile.remote(file, transport).bytes();
        return new InspectableFile(file.path(), file.sizeBytes(), (offset, length) -> {
            Optional<byte[]> held = held(offset, length);
            return held.isPresent() ? held.get() : remote.read(offset, length);
        });
    }

    private Optional<byte[]> held(long offset, int length) {
        long end = Math.min(offset + length, file.sizeBytes());
        if (offset >= end) {
            return Optional.empty();
        }
        try {
            return partials.read(file.digest(), file.sizeBytes(), new Extent(offset, end));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
