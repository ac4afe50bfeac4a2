package dev.venom.runtime.core.internal.connection;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server that says, on each connection, what a test has written down. */
public final class LineServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private LineServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    public static LineServer start(Script script) throws IOException {
        return start("127.0.0.1", script);
    }

    static LineServer start(String address, Script script) throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getByName(address)), script);
    }

    static LineServer start(ServerSocket listener, Script script) {
        LineServer server = new LineServer(listener, script);
        server.inBackground(server::accept);
        return server;
    }

    /** What is said on one connection. */
    @FunctionalInterface
    public interface Script {
        void speak(Dialogue dialogue) throws IOException;
    }

    /** One connection. */
    public final class Dialogue {
        private final InputStream in;
        private final OutputStream out;
        private String last = "";

        Dialogue(Socket socket) throws IOException {
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** Reads a request and answers; false where none comes any more. */
        public boolean answer(String text) throws IOException {
            boolean asked = head();
            if (asked) {
                say(text);
            }
            return asked;
        }

        public boolean head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int octet = in.read();
                if (octet < 0) {
                    return false;
                }
                head.append((char) octet);
            }
            last = head.toString();
            heads.add(last);
            return true;
        }

        /** The request that was read last. */
        public String lastHead() {
            return last;
        }

        public void say(String text) throws IOException {
            say(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void say(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        void pause(Duration time) {
            LockSupport.parkNanos(time.toNanos());
        }

        /** Passes everything on, both ways. */
        void joinWith(Socket other) throws IOException {
            try (other) {
                OutputStream there = other.getOutputStream();
                inBackground(() -> pass(in, there));
                other.getInputStream().transferTo(out);
            }
        }

        private void pass(InputStream from, OutputStream to) {
            try {
                from.transferTo(to);
            } catch (IOException ended) {
                // The other way ended first
            }
        }

        /** Reads requests without a word, until the client goes. */
        void awaitEnd() throws IOException {
            while (head()) {
                continue;
            }
        }
    }

    public URI uri(String path) {
        String address = listener.getInetAddress().getHostAddress();
        String host = address.contains(":") ? "[::1]" : address;
        return URI.create("http://" + host + ":" + listener.getLocalPort() + path);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** All requests, as they came. */
    List<String> heads() {
        return heads;
    }

    /** How many connections there ever were. */
    int connections() {
        return connections.get();
    }

    int openConnections() {
        return open.size();
    }

    void awaitHeads(int count, Duration limit) {
        await(() -> heads.size() >= count, limit);
    }

    void awaitNoConnection(Duration limit) {
        await(open::isEmpty, limit);
    }

    private static void await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + limit);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void inBackground(Runnable work) {
        Thread thread = new Thread(work, "line-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                inBackground(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The end of the test
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.speak(new Dialogue(socket));
        } catch (IOException brokenByTheClient) {
            // Part of many tests
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
