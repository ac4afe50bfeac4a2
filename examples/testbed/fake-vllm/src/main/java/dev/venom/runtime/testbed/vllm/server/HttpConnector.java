package dev.venom.runtime.testbed.vllm.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Takes requests and hands answers back. It knows of every request from the moment its connection is taken, so that an
 * end can be drained: nothing that was taken is dropped. Thread-safe.
 */
public final class HttpConnector {
    /** Less than the time between two requests of a steady client: who knocks while the door is closed is reset. */
    private static final int LOOK_MILLIS = 5;

    private static final int BACKLOG = 2_048;

    private final ServerSocket socket;
    private final Function<HttpRequest, HttpAnswer> routes;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean closing;

    private HttpConnector(ServerSocket socket, Function<HttpRequest, HttpAnswer> routes) {
        this.socket = socket;
        this.routes = routes;
    }

    /**
     * Opens a port.
     *
     * @param address where it listens
     * @param endpoints who answers
     * @return an open connector
     * @throws IOException if the address belongs to another
     */
    public static HttpConnector open(InetSocketAddress address, Endpoints endpoints) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address, BACKLOG);
        socket.setSoTimeout(LOOK_MILLIS);
        HttpConnector connector = new HttpConnector(socket, endpoints::answer);
        new Thread(connector::accept, "fake-vllm-door").start();
        return connector;
    }

    /** Answers what it has taken, then closes: on return nobody waits for an answer any more. */
    public void drain() {
        closing = true;
        while (!socket.isClosed()) {
            pause();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                unanswered.incrementAndGet();
                threads.execute(() -> serve(client));
            } catch (SocketTimeoutException nobody) {
                closeIfDone();
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Called when nobody knocked for a while, and by the one thread that takes connections. */
    private void closeIfDone() {
        if (closing && unanswered.get() == 0) {
            try {
                socket.close();
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    /** A new connection counts as a request until it has had its answer; an idle one does not count. */
    private void serve(Socket client) {
        boolean counted = true;
        try (client;
                InputStream in = new BufferedInputStream(client.getInputStream());
                OutputStream out = client.getOutputStream()) {
            client.setTcpNoDelay(true);
            Optional<HttpRequest> request = HttpRequest.read(in);
            while (request.isPresent()) {
                if (!counted) {
                    unanswered.incrementAndGet();
                    counted = true;
                }
                HttpAnswer answer = routes.apply(request.get());
                boolean last = closing || request.get().isLast();
                answer.writeTo(out, last);
                unanswered.decrementAndGet();
                counted = false;
                if (last) {
                    return;
                }
                request = HttpRequest.read(in);
            }
        } catch (IOException clientIsGone) {
            return;
        } finally {
            if (counted) {
                unanswered.decrementAndGet();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
