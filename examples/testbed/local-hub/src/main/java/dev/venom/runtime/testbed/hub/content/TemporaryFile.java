package dev.venom.runtime.testbed.hub.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file without a name. It is deleted as soon as it is open (on Windows, when it is closed), and its descriptor goes
 * with the channel when nobody refers to it any more, so nothing is left behind however the process ends.
 */
final class TemporaryFile {

    private TemporaryFile() {}

    static FileChannel holding(InputStream bytes) {
        try {
            Path path = Files.createTempFile("venom-hub-", ".bin");
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            bytes.transferTo(Channels.newOutputStream(channel));
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary file", e);
        }
    }
}
