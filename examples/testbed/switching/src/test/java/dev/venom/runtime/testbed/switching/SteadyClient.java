package dev.venom.runtime.testbed.switching;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks for a token 50 times a second, each time on a connection of its own, and counts what becomes of that: answered;
 * refused, by the kernel or by the server; or cut.
 */
final class SteadyClient implements AutoCloseable {
    private static final int PERIOD_MILLIS = 20;

    final AtomicInteger answered = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger cut = new AtomicInteger();
    private final int port;
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final Thread pacer = new Thread(this::pace);
    private volatile boolean closed;
    private volatile String model;

    SteadyClient(int port, String model) {
        this.port = port;
        this.model = model;
        pacer.start();
    }

    void ask(String other) {
        model = other;
    }

    @Override
    public void close() {
        closed = true;
        try {
            pacer.join();
            requests.shutdown();
            if (!requests.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new AssertionError("requests hang");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void pace() {
        while (!closed) {
            requests.execute(this::request);
            try {
                Thread.sleep(PERIOD_MILLIS);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void request() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            String body = "{\"model\":\"" + model + "\",\"prompt\":\"Hi\",\"max_tokens\":1}";
            socket.getOutputStream()
                    .write(("POST /v1/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            count(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (ConnectException nobodyListens) {
            refused.incrementAndGet();
        } catch (IOException broken) {
            cut.incrementAndGet();
        }
    }

    private void count(String answer) {
        int body = answer.indexOf("\r\n\r\n");
        if (body < 0 || !answer.endsWith("}")) {
            cut.incrementAndGet();
        } else if (answer.startsWith("HTTP/1.1 200")) {
            answered.incrementAndGet();
        } else {
            refused.incrementAndGet();
        }
    }
}
