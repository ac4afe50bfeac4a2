package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.spi.file.Flush;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a new text over the old one in the same file. Until it is whole, a copy of both is kept.
 *
 * @param target the file, without links
 * @param copies where the copy lies meanwhile
 */
record InPlaceRewrite(Path target, RewriteCopies copies) {
    /** Opens the file and writes the copy; changes nothing. */
    void tryOut(byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.position();
        }
        copies.keep(target, Files.readAllBytes(target), content);
        copies.forget(target);
    }

    void write(byte[] content) throws IOException {
        byte[] former = Files.readAllBytes(target);
        copies.keep(target, former, content);
        try {
            overwrite(target, content);
        } catch (IOException failure) {
            overwrite(target, former);
            throw failure;
        } finally {
            copies.forgetIfWhole(target);
        }
    }

    /** The length is changed last: what is torn is the begin of the one text and the rest of the other. */
    static void overwrite(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.truncate(content.length);
            Flush.file(channel);
        }
    }
}
