package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.connection.Exchange;
import dev.venom.runtime.core.internal.connection.HttpConnections;
import dev.venom.runtime.core.internal.connection.ResponseHead;
import dev.venom.runtime.core.internal.connection.Route;
import dev.venom.runtime.spi.transport.Headers;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * All HTTP of a manager: it follows redirects by hand, keeps credentials to their origin and holds back calls that a
 * server does not want yet. Metadata go through the JDK's client, the bodies of downloads over connections of our own.
 * Nothing is opened before the first exchange. Thread-safe.
 */
public final class HttpTransporter implements AutoCloseable {
    private final TransportOptions options;
    private final HopRequests requests;
    private final Pacing pacer;
    private final ManagedHttpClient life;
    private final HttpConnections connections;
    private final SocketTransport sockets;
    private final Set<Origin> misframing = ConcurrentHashMap.newKeySet();
    private final OpenExchanges open = new OpenExchanges();

    /** A transporter that makes its client on first use. */
    public HttpTransporter(TransportOptions options) {
        this(options, new RateLimitPacer(options.clock(), options.sleeper()));
    }

    private HttpTransporter(TransportOptions options, Pacing pacer) {
        this.options = options;
        this.requests = new HopRequests(options.proxies());
        this.pacer = pacer;
        this.life = new ManagedHttpClient(options);
        this.connections = new HttpConnections(options.connectTimeout(), options.tls());
        this.sockets = new SocketTransport(life::threads);
    }

    /** A transporter that holds no call back, whatever servers ask for. */
    public static HttpTransporter unpaced(TransportOptions options) {
        return new HttpTransporter(options, Pacing.NONE);
    }

    /**
     * Sends a call, follows redirects, and hands the body of the last answer to the handler. Any status is an
     * answer, also 429 and 5xx: trying again is the caller's. So is watching the body: only the head is timed.
     *
     * @param request what is asked, and how
     * @param handler gets the body of the last answer only; never that of a redirect or of a refused answer
     * @return the last answer, once the handler has the body it wants
     * @throws TransportException if there is no connection, or it broke
     * @throws VenomException what the judge said; PROVIDER_UNAVAILABLE for redirects that lead nowhere;
     *     RATE_LIMITED for a wait that is too long; NETWORK for a proxy that asks for a password; CANCELLED
     *     if this wire is closed; and whatever the handler's subscriber failed with, if it is unchecked
     * @throws InterruptedException if the thread is interrupted; the connection is gone then
     */
    public <T> TransportResponse<T> exchange(TransportRequest request, BodyHandler<T> handler)
            throws TransportException, InterruptedException {
        return travel(request, (hop, judge) -> ask(hop, judge, handler));
    }

    /**
     * Sends a call as {@link #exchange} does, but leaves the body of the last answer on its connection, for the calling
     * thread to read.
     *
     * @param request what is asked, and how
     * @return the last answer; whoever gets it closes its body
     * @throws TransportException if there is no connection, or it broke
     * @throws VenomException as with {@link #exchange}
     * @throws InterruptedException if the thread is interrupted; the connection is gone then
     */
    public TransportResponse<Exchange> receive(TransportRequest request)
            throws TransportException, InterruptedException {
        return travel(request, this::askAside);
    }

    private <T> TransportResponse<T> travel(TransportRequest request, Asking<T> asking)
            throws TransportException, InterruptedException {
        RedirectChain itinerary = new RedirectChain(request.call());
        while (true) {
            pacer.awaitTurn(itinerary.uri(), request.waits());
            HopAnswer<T> answer = asking.ask(requests.make(request, itinerary), judgeOf(request, itinerary));
            ReplyHead head = new ReplyHead(answer.status(), answer.headers(), itinerary.uri());
            Optional<Duration> serverWait = pacer.learn(head);
            throwIfPresent(answer.refusal());
            // The JDK asks no handler, and so no judge, where a proxy refuses a tunnel
            throwIfPresent(ProxyRefusal.of(head, proxyFor(itinerary.uri())));
            if (!RedirectChain.isRedirect(head)) {
                return new TransportResponse<>(head, answer.body(), serverWait);
            }
            itinerary.follow(head);
        }
    }

    /** Asks one server on the way. */
    @FunctionalInterface
    private interface Asking<T> {
        HopAnswer<T> ask(HopRequest request, ResponseHeadCheck judge) throws TransportException, InterruptedException;
    }

    private ResponseHeadCheck judgeOf(TransportRequest request, RedirectChain itinerary) {
        ResponseHeadCheck provider = itinerary.isAtHome() ? request.judge() : ResponseHeadCheck.lenient();
        Optional<ProxyServer> proxy = proxyFor(itinerary.uri());
        return head -> ProxyRefusal.of(head, proxy).or(() -> provider.refusal(head));
    }

    private static void throwIfPresent(Optional<? extends RuntimeException> failure) {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private <T> HopAnswer<T> ask(HopRequest request, ResponseHeadCheck judge, BodyHandler<T> handler)
            throws TransportException, InterruptedException {
        boolean bySocket = needsSocket(request.uri());
        boolean repeatable = !bySocket && request.method().equals("GET");
        HopHandler<T> hop = new HopHandler<>(repeatable, request.uri(), judge, handler, open);
        HopAnswer<T> answer = send(request, bySocket, hop);
        hop.settle();
        if (hop.misframed()) {
            misframing.add(Origin.of(request.uri()));
            return ask(request, judge, handler);
        }
        return answer.refusedFor(hop.refusal());
    }

    /** The JDK's client takes no host with an underscore, and can't read what contradicts itself. */
    private boolean needsSocket(URI uri) {
        return uri.getHost() == null
                || misframing.contains(Origin.of(uri))
                || proxyFor(uri).filter(proxy -> !proxy.isForJdk()).isPresent();
    }

    private <T> CompletableFuture<HopAnswer<T>> begin(HopRequest request, boolean bySocket, HopHandler<T> hop) {
        if (bySocket) {
            return sockets.send(connections.prepare(request.forSocket(false), route(request.uri())), hop);
        }
        CompletableFuture<HttpResponse<T>> sent = life.client().sendAsync(request.forJdk(), hop);
        CompletableFuture<HopAnswer<T>> answer = sent.thenApply(response -> new HopAnswer<>(
                response.statusCode(), Headers.of(response.headers().map()), response.body()));
        answer.whenComplete((received, failure) -> {
            if (answer.isCancelled()) {
                sent.cancel(true);
            }
        });
        return answer;
    }

    private <T> HopAnswer<T> send(HopRequest request, boolean bySocket, HopHandler<T> hop)
            throws TransportException, InterruptedException {
        CompletableFuture<HopAnswer<T>> answer = begin(request, bySocket, hop);
        Runnable abort = () -> answer.cancel(true);
        open.add(abort);
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            throw interrupted;
        } catch (CancellationException closed) {
            throw TransportClosed.failure();
        } catch (ExecutionException failed) {
            throw translate(failed, request.uri());
        } finally {
            open.remove(abort);
        }
    }

    private HopAnswer<Exchange> askAside(HopRequest request, ResponseHeadCheck judge)
            throws TransportException, InterruptedException {
        Exchange exchange = connections.prepare(request.forSocket(true), route(request.uri()));
        try {
            ResponseHead head = exchange.send();
            Headers headers = Headers.of(head.headers().map());
            ReplyHead reply = new ReplyHead(head.statusCode(), headers, request.uri());
            Optional<VenomException> refusal = judge.refusal(reply);
            if (refusal.isPresent() || RedirectChain.isRedirect(reply)) {
                exchange.finish();
            }
            return new HopAnswer<>(head.statusCode(), headers, exchange, refusal);
        } catch (IOException broken) {
            exchange.close();
            throwIfInterrupted(broken);
            throw translate(broken, request.uri());
        } catch (RuntimeException | Error defect) {
            exchange.close();
            throw defect;
        }
    }

    private static void throwIfInterrupted(IOException cause) throws InterruptedException {
        if (Thread.interrupted()) {
            InterruptedException interrupted = new InterruptedException("Interrupted during an exchange");
            interrupted.initCause(cause);
            throw interrupted;
        }
    }

    private Route route(URI uri) {
        return new Route(Origin.of(uri), proxyFor(uri).map(ProxyServer::onRoute));
    }

    private TransportException translate(Throwable failed, URI uri) {
        Throwable cause = failed;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (open.isClosed()) {
            throw TransportClosed.failure();
        }
        if (cause instanceof RuntimeException defect) {
            throw defect;
        }
        if (cause instanceof Error fatal) {
            throw fatal;
        }
        return ConnectionFailures.describe(cause, uri, proxyFor(uri));
    }

    /** What to say of a body that ended early. */
    TransportException brokenBody(ReplyHead head, Throwable cause) {
        return ConnectionFailures.describe(cause, head.uri(), proxyFor(head.uri()));
    }

    private Optional<ProxyServer> proxyFor(URI uri) {
        return options.proxies().serverFor(uri);
    }

    /** Ends connections of bodies that nobody reads now; others follow when they are needed. */
    public void closeIdle() {
        connections.closeIdle();
    }

    /** Ends all exchanges and threads. Calls under way and later ones fail with CANCELLED. */
    @Override
    public void close() {
        open.close();
        connections.close();
        life.close();
    }
}
