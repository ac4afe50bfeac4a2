package dev.venom.runtime.testbed.hub.content;

import java.io.IOException;

/** A block, repeated as often as the size asks for; the last time perhaps not to its end. */
record RepeatedContent(Content block, long size) implements Content {

    RepeatedContent {
        if (size < 0 || block.size() < 1) {
            throw new IllegalArgumentException("Cannot make " + size + " bytes of a block of " + block.size());
        }
    }

    @Override
    public void writeTo(ByteSink sink, long from, long count) throws IOException {
        long position = from;
        long end = from + count;
        while (position < end) {
            long inBlock = position % block.size();
            long piece = Math.min(block.size() - inBlock, end - position);
            block.writeTo(sink, inBlock, piece);
            position += piece;
        }
    }
}
