package dev.venom.runtime.testbed.hub.content;

import java.io.IOException;
import java.util.Objects;

/** A part of another content. */
record SlicedContent(Content whole, long start, long size) implements Content {

    SlicedContent {
        Objects.checkFromIndexSize(start, size, whole.size());
    }

    @Override
    public void writeTo(ByteSink sink, long from, long count) throws IOException {
        whole.writeTo(sink, start + Objects.checkFromIndexSize(from, count, size), count);
    }
}
