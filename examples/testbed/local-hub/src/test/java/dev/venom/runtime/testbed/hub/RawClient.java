package dev.venom.runtime.testbed.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A connection at which a test sees every byte. Reads give up after some seconds. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final URI target;

    private RawClient(Socket socket, URI target) {
        this.socket = socket;
        this.target = target;
    }

    static RawClient connect(URI target) throws IOException {
        Socket socket = new Socket("127.0.0.1", target.getPort());
        socket.setSoTimeout(20_000);
        return new RawClient(socket, target);
    }

    /** Asks for the target of this connection. */
    RawClient get(String... headerLines) throws IOException {
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        StringBuilder head = new StringBuilder("GET " + target.getRawPath() + query + " HTTP/1.1\r\nHost: here\r\n");
        Arrays.stream(headerLines).forEach(line -> head.append(line).append("\r\n"));
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** The head up to and without the empty line. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("The connection ended in the head: " + head);
            }
            head.append((char) octet);
        }
        return head.substring(0, head.length() - 4);
    }

    byte[] read(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** How many bytes can be read at once. */
    int available() throws IOException {
        return socket.getInputStream().available();
    }

    byte[] readToEnd() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
