package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.core.internal.partial.PartialFile;
import dev.venom.runtime.spi.file.VerifiedMove;
import dev.venom.runtime.spi.provider.RemoteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a verified file at its destination, so that at no instant anything else can be seen there. */
final class Publisher {
    private final RemoteFile file;
    private final StopSignal halt;

    Publisher(RemoteFile file, StopSignal halt) {
        this.file = file;
        this.halt = halt;
    }

    /** Publishes; afterwards nothing is left of the partial file. */
    void publish(PartialFile partial) throws IOException {
        partial.force();
        makeDirectories(file.destination().toAbsolutePath().getParent());
        new VerifiedMove(file.digest(), halt::checkpoint).move(partial.data(), file.destination(), file.staging());
        // The journal goes last: one without data is only litter, data without a journal would be lost work.
        partial.delete();
    }

    private static void makeDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
    }
}
