package dev.venom.runtime.spi.testkit;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.Headers;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A transport for servers that run beside the test: redirects by hand, credentials for their own origin only,
 * no retry, no proxy. Thread-safe.
 */
public final class LoopbackTransport implements Transport {
    private static final int MOST_REDIRECTS = 10;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    /** Makes a transport with a client of its own. */
    public LoopbackTransport() {}

    @Override
    public HttpReply send(HttpCall call) {
        HttpResponse<InputStream> response = open(call, head -> true);
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, call.maxReplyBytes() + 1));
            if (bytes.length > call.maxReplyBytes()) {
                throw new VenomException(ErrorCode.PROVIDER_UNAVAILABLE, "The answer to " + call + " is too long.", "");
            }
            return new HttpReply(head(response), bytes);
        } catch (IOException broken) {
            throw network(call, broken);
        }
    }

    @Override
    public ReplyHead stream(HttpCall call, Consumer<String> lines) {
        HttpResponse<InputStream> response = open(call, head -> true);
        try (BufferedReader body = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = body.readLine(); line != null; line = body.readLine()) {
                lines.accept(line);
            }
            return head(response);
        } catch (IOException broken) {
            throw network(call, broken);
        }
    }

    /** Opens the body of the answer behind all redirects; the predicate sees each answer of the call's own origin. */
    HttpResponse<InputStream> open(HttpCall call, Predicate<ReplyHead> ownOrigin) {
        URI uri = call.uri();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse<InputStream> response = exchange(call, uri);
            ReplyHead head = head(response);
            if (Origin.of(uri).equals(Origin.of(call.uri())) && !ownOrigin.test(head)) {
                return response;
            }
            String location = head.headers().first("Location").orElse("");
            if (head.status() / 100 != 3 || location.isEmpty()) {
                return judged(call, response);
            }
            close(response);
            uri = uri.resolve(location);
        }
        throw new VenomException(ErrorCode.PROVIDER_UNAVAILABLE, call + " was redirected too often.", "");
    }

    static ReplyHead head(HttpResponse<?> response) {
        return new ReplyHead(
                response.statusCode(), Headers.of(response.headers().map()), response.uri());
    }

    private HttpResponse<InputStream> exchange(HttpCall call, URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(call.timeout().orElse(TIMEOUT))
                .method(
                        call.method(),
                        call.body()
                                .map(HttpRequest.BodyPublishers::ofByteArray)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        call.headers().forEach(request::setHeader);
        call.credential()
                .filter(credential -> credential.origin().equals(Origin.of(uri)))
                .ifPresent(credential -> request.setHeader("Authorization", credential.authorization()));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException broken) {
            throw network(call, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(ErrorCode.CANCELLED, call + " was interrupted.", "", interrupted);
        }
    }

    private static HttpResponse<InputStream> judged(HttpCall call, HttpResponse<InputStream> response) {
        if (response.statusCode() == TOO_MANY_REQUESTS) {
            close(response);
            throw new VenomException(ErrorCode.RATE_LIMITED, call + " was answered 429.", "");
        }
        if (response.statusCode() / 100 == 5) {
            close(response);
            throw new VenomException(
                    ErrorCode.PROVIDER_UNAVAILABLE, call + " was answered " + response.statusCode() + ".", "");
        }
        return response;
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException ignored) {
            // The answer is not wanted, and its connection is gone.
        }
    }

    private static VenomException network(HttpCall call, IOException broken) {
        return new VenomException(ErrorCode.NETWORK, call + " failed.", "", broken);
    }
}
