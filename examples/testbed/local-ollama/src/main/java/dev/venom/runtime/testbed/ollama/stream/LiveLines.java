package dev.venom.runtime.testbed.ollama.stream;

import dev.venom.runtime.testbed.hub.content.ByteSink;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.wire.Framing;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A body that comes into being while it is sent, and whose length nobody knows before. */
public final class LiveLines implements Content {

    /** What makes the lines. An {@link IOException} means that the client has gone. */
    @FunctionalInterface
    public interface Source {

        /** Sends all lines; returns behind the last. */
        void run(LineSink sink) throws IOException;
    }

    private final Source source;

    private LiveLines(Source source) {
        this.source = source;
    }

    /** An answer in NDJSON. */
    public static Response ndjson(Source source) {
        return response("application/x-ndjson", source);
    }

    /** An answer in server-sent events. */
    public static Response events(Source source) {
        return response("text/event-stream", source);
    }

    /** This body with something between its source and the client. */
    public LiveLines through(UnaryOperator<LineSink> filter) {
        return new LiveLines(sink -> source.run(filter.apply(sink)));
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public void writeTo(ByteSink sink, long from, long count) throws IOException {
        try {
            source.run(text -> sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
        } catch (StreamEnd end) {
            // What has been sent is the whole answer.
        }
    }

    private static Response response(String mediaType, Source source) {
        return Response.status(200)
                .header("Content-Type", mediaType)
                .framed(Framing.CHUNKED)
                .body(new LiveLines(source));
    }
}
