package dev.venom.runtime.testbed.hub.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the requests of one connection. Confined to the connection's thread. */
final class RequestReader {

    private static final int LONGEST_LINE = 1 << 16;
    private static final int LARGEST_BODY = 1 << 24;

    private final SocketChannel socket;
    private final Origin origin;
    private final long connection;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14).limit(0);

    RequestReader(SocketChannel socket, Origin origin, long connection) {
        this.socket = socket;
        this.origin = origin;
        this.connection = connection;
    }

    /** The next request; empty when the client has closed the connection. */
    Optional<Request> next() throws IOException {
        if (!buffer.hasRemaining() && !fill()) {
            return Optional.empty();
        }
        String[] start = line().split(" ");
        if (start.length != 3 || !start[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("Not a request line of HTTP/1: " + String.join(" ", start));
        }
        Headers headers = headers();
        return Optional.of(new Request(origin, connection, start[0], start[1], headers, body(headers)));
    }

    private Headers headers() throws IOException {
        List<Headers.Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("Not a header field: " + line);
            }
            fields.add(new Headers.Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new Headers(fields);
    }

    private String body(Headers headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.first("Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent()) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                read(size, body);
                line();
            }
            headers();
        } else {
            read(Integer.parseInt(headers.first("Content-Length").orElse("0")), body);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private void read(int count, ByteArrayOutputStream sink) throws IOException {
        if (count < 0 || sink.size() + count > LARGEST_BODY) {
            throw new ProtocolException("A request body of " + count + " bytes is not wanted here");
        }
        for (int i = 0; i < count; i++) {
            sink.write(octet());
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = octet(); octet != '\n'; octet = octet()) {
            if (line.length() == LONGEST_LINE) {
                throw new ProtocolException("A line has more than " + LONGEST_LINE + " bytes");
            }
            line.append((char) octet);
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    private int octet() throws IOException {
        if (!buffer.hasRemaining() && !fill()) {
            throw new EOFException("The client left in the middle of a request");
        }
        return buffer.get() & 0xff;
    }

    private boolean fill() throws IOException {
        int read = socket.read(buffer.clear());
        buffer.flip();
        return read > 0;
    }
}
