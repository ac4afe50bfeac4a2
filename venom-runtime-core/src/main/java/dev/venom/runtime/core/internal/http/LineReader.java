package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a stream into lines and hands each over as soon as it is complete. Confined to one thread. */
final class LineReader {
    private static final int BUFFER_BYTES = 16 << 10;
    private static final int LONGEST_LINE_BYTES = 8 << 20;

    private final URI source;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineReader(URI source, Consumer<String> lines) {
        this.source = source;
        this.lines = lines;
    }

    /**
     * Reads to the end; a last line without an end is a line too.
     *
     * @throws VenomException PROVIDER_UNAVAILABLE for a line that is too long
     */
    void readAll(InputStream stream) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = stream.read(buffer);
        while (count >= 0) {
            take(buffer, count);
            count = stream.read(buffer);
        }
        if (line.size() > 0) {
            handOver();
        }
    }

    private void take(byte[] buffer, int count) {
        int start = 0;
        for (int at = 0; at < count; at++) {
            if (buffer[at] == '\n') {
                append(buffer, start, at);
                handOver();
                start = at + 1;
            }
        }
        append(buffer, start, count);
    }

    private void append(byte[] buffer, int start, int end) {
        if (line.size() + end - start > LONGEST_LINE_BYTES) {
            throw new VenomException(
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    Addresses.shown(source) + " sent a line longer than " + LONGEST_LINE_BYTES + " bytes",
                    "Check that the address is the right one.");
        }
        line.write(buffer, start, end - start);
    }

    private void handOver() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
