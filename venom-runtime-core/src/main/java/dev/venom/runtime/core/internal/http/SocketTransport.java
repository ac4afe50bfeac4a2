package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.core.internal.connection.Exchange;
import dev.venom.runtime.core.internal.connection.ResponseHead;
import dev.venom.runtime.spi.transport.Headers;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Carries what the JDK's client can't, as that client would: requests to hosts that {@link java.net.URI} has no name for,
 * such as the services of a compose file with an underscore, and answers whose two ways to tell their length contradict
 * each other. Thread-safe.
 */
final class SocketTransport {
    private final Supplier<Executor> threads;

    SocketTransport(Supplier<Executor> threads) {
        this.threads = threads;
    }

    /** Sends a request; cancelling what is returned ends the connection. */
    <T> CompletableFuture<HopAnswer<T>> send(Exchange exchange, BodyHandler<T> handler) {
        CompletableFuture<HopAnswer<T>> answer = new CompletableFuture<>();
        answer.whenComplete((received, failure) -> {
            if (answer.isCancelled()) {
                exchange.abort();
            }
        });
        threads.get().execute(() -> run(exchange, handler, answer));
        return answer;
    }

    private static <T> void run(Exchange exchange, BodyHandler<T> handler, CompletableFuture<HopAnswer<T>> answer) {
        try (exchange) {
            ResponseHead head = exchange.send();
            BodySubscriber<T> receiver = handler.apply(head);
            receiver.getBody().whenComplete((body, failure) -> {
                if (failure == null) {
                    answer.complete(new HopAnswer<>(
                            head.statusCode(), Headers.of(head.headers().map()), body));
                } else {
                    answer.completeExceptionally(failure);
                }
            });
            new BodyPump(exchange, receiver).run();
        } catch (IOException | RuntimeException | Error failure) {
            answer.completeExceptionally(failure);
        }
    }
}
