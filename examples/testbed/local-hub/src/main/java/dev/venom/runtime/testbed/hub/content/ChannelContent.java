package dev.venom.runtime.testbed.hub.content;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Content of an open file; positional reads need no turn-taking. */
record ChannelContent(FileChannel file, long size) implements Content {

    @Override
    public void writeTo(ByteSink sink, long from, long count) throws IOException {
        sink.write(file, from, count);
    }
}
