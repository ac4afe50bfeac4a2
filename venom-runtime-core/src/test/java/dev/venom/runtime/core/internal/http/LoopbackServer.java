package dev.venom.runtime.core.internal.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that records what it is asked and answers, byte for byte, what a test says; one call a connection. */
final class LoopbackServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger threads = new AtomicInteger();

    private LoopbackServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    static LoopbackServer start(Script script) {
        try {
            LoopbackServer server =
                    new LoopbackServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
            server.inBackground(server::accept);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An address of this server, by a name of the test's choice for the local host. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    int port() {
        return listener.getLocalPort();
    }

    List<Request> requests() {
        return requests;
    }

    private void inBackground(Runnable work) {
        Thread thread = new Thread(work, "loopback-server-" + threads.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                inBackground(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The end of the test
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            Request request = Request.read(in);
            requests.add(request);
            script.answer(request, connection.getOutputStream());
            connection.shutdownOutput();
            request.awaitEnd();
        } catch (IOException | InterruptedException brokenByTheClient) {
            // Part of many tests
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What is answered. */
    @FunctionalInterface
    interface Script {
        void answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /** What was asked. */
    record Request(String method, String target, Map<String, String> headers, byte[] body, InputStream rest) {
        static Request read(InputStream in) throws IOException {
            String[] start = line(in).split(" ");
            if (start.length < 2) {
                throw new IOException("No request line");
            }
            Map<String, String> headers = new TreeMap<>();
            for (String field = line(in); !field.isEmpty(); field = line(in)) {
                int colon = field.indexOf(':');
                if (colon < 0) {
                    throw new IOException("Not HTTP");
                }
                headers.put(
                        field.substring(0, colon).toLowerCase(Locale.ROOT),
                        field.substring(colon + 1).strip());
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new Request(start[0], start[1], headers, in.readNBytes(length), in);
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** Waits until the client ends the connection. */
        void awaitEnd() throws IOException {
            rest.transferTo(OutputStream.nullOutputStream());
        }

        private static String line(InputStream in) throws IOException {
            List<Byte> bytes = new ArrayList<>();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("The connection ended in the head");
                }
                bytes.add((byte) next);
            }
            byte[] text = new byte[bytes.size()];
            for (int at = 0; at < text.length; at++) {
                text[at] = bytes.get(at);
            }
            return new String(text, StandardCharsets.ISO_8859_1).strip();
        }
    }
}
