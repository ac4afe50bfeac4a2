package dev.venom.runtime.testbed.hub.content;

import java.io.IOException;

/** One content after another. */
record JoinedContent(Content head, Content tail) implements Content {

    @Override
    public long size() {
        return head.size() + tail.size();
    }

    @Override
    public void writeTo(ByteSink sink, long from, long count) throws IOException {
        long inHead = Math.max(0, Math.min(count, head.size() - from));
        if (inHead > 0) {
            head.writeTo(sink, from, inHead);
        }
        if (inHead < count) {
            tail.writeTo(sink, from + inHead - head.size(), count - inHead);
        }
    }
}
