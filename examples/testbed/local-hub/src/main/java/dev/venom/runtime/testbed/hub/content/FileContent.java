package dev.venom.runtime.testbed.hub.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Content of a file on disk. */
record FileContent(Path file, long size) implements Content {

    @Override
    public void writeTo(ByteSink sink, long from, long count) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            sink.write(channel, from, count);
        }
    }
}
