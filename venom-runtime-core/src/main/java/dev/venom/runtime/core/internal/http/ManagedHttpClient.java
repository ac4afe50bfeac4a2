package dev.venom.runtime.core.internal.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** The JDK's client from its first use to its end, with all threads that it brings. Thread-safe. */
final class ManagedHttpClient implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final String SELECTOR_SUFFIX = "-SelectorManager";

    private final ReentrantLock lock = new ReentrantLock();
    private final TransportOptions options;
    private final AtomicInteger threads = new AtomicInteger();
    private Optional<HttpClient> client = Optional.empty();
    private Optional<ThreadPoolExecutor> executor = Optional.empty();
    private volatile Optional<Thread> selector = Optional.empty();
    private boolean closed;

    ManagedHttpClient(TransportOptions options) {
        this.options = options;
    }

    HttpClient client() {
        lock.lock();
        try {
            if (closed) {
                throw TransportClosed.failure();
            }
            if (client.isEmpty()) {
                client = Optional.of(open());
            }
            return client.get();
        } finally {
            lock.unlock();
        }
    }

    /** The threads on which answers arrive. */
    Executor threads() {
        lock.lock();
        try {
            if (closed) {
                throw TransportClosed.failure();
            }
            return pool();
        } finally {
            lock.unlock();
        }
    }

    private ThreadPoolExecutor pool() {
        if (executor.isEmpty()) {
            executor = Optional.of(new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::newThread));
        }
        return executor.get();
    }

    private HttpClient open() {
        ThreadPoolExecutor pool = pool();
        HttpClient.Builder builder = HttpClient.newBuilder()
                // What the connections for bodies speak: a server shall show one face
                .version(HttpClient.Version.HTTP_1_1)
                // The JDK would carry Authorization to whatever host it is sent to
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.connectTimeout())
                .proxy(options.proxies())
                .executor(task -> run(task, pool));
        options.tls().ifPresent(builder::sslContext);
        return builder.build();
    }

    private Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "venom-http-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    // The client has no close() before Java 21. Its own thread ends when it is interrupted, and shows itself
    // here: it hands all callbacks to the executor.
    private void run(Runnable task, ThreadPoolExecutor pool) {
        Thread caller = Thread.currentThread();
        if (selector.isEmpty() && caller.getName().endsWith(SELECTOR_SUFFIX)) {
            caller.setName("venom-http-selector");
            selector = Optional.of(caller);
        }
        pool.execute(task);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            client = Optional.empty();
        } finally {
            lock.unlock();
        }
        executor.ifPresent(ThreadPoolExecutor::shutdownNow);
        selector.ifPresent(Thread::interrupt);
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (executor.isPresent()) {
                executor.get().awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (selector.isPresent()) {
                selector.get().join(FAREWELL.toMillis());
            }
        } catch (InterruptedException interrupted) {
            // Everything has been told to end; whoever interrupts does not want to wait for it
            Thread.currentThread().interrupt();
        }
    }
}
