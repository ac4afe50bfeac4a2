package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The transport that drivers are given: it tries once, with a short timeout, and hands over an answer of any
 * status. This host is reached directly, whatever proxies are set, and offline mode does not concern it.
 * Thread-safe; the client is made when it is first needed.
 */
public final class RuntimeTransport implements Transport {
    /** Longest time without a byte, where a call says nothing else. */
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Supplier<HttpTransporter> transporters;

    /**
     * A transport over a transporter, which stays its maker's to close.
     *
     * @param transporters yields an unpaced transporter
     */
    public RuntimeTransport(Supplier<HttpTransporter> transporters) {
        this.transporters = transporters;
    }

    @Override
    public HttpReply send(HttpCall call) {
        HttpReply reply = reply(call);
        AddressDiagnosis.saidBy(reply, call.uri()).ifPresent(mistake -> {
            throw mistake;
        });
        return reply;
    }

    private HttpReply reply(HttpCall call) {
        return exchange(call, (head, body) -> {
            byte[] bytes = BodyDecoding.isEmpty(call, head)
                    ? new byte[0]
                    : BoundedBytes.read(body, call.maxReplyBytes()).orElseThrow(() -> tooLong(call));
            return new HttpReply(head, bytes);
        });
    }

    @Override
    public ReplyHead stream(HttpCall call, Consumer<String> lines) {
        return exchange(call, (head, body) -> {
            new LineReader(call.uri(), lines).readAll(body);
            return head;
        });
    }

    private <T> T exchange(HttpCall call, Reading<T> reading) {
        HttpTransporter transporter = transporters.get();
        Duration timeout = call.timeout().orElse(TIMEOUT);
        TransportResponse<ReplyBody> response = open(transporter, call, timeout);
        try (ReplyStream body = new ReplyStream(response.body(), timeout, () -> {})) {
            return reading.read(response.head(), BodyDecoding.decoded(call, response.head(), body));
        } catch (StalledException stalled) {
            throw Stalls.failure(call, timeout, stalled);
        } catch (InterruptedIOException interrupted) {
            throw cancelled(call, interrupted);
        } catch (IOException broken) {
            throw transporter.brokenBody(response.head(), broken).failure();
        }
    }

    private static TransportResponse<ReplyBody> open(HttpTransporter transporter, HttpCall call, Duration timeout) {
        try {
            return openOnEitherFamily(transporter, call, timeout);
        } catch (TransportException broken) {
            throw AddressDiagnosis.behind(broken, call.uri()).orElseGet(broken::failure);
        } catch (InterruptedException interrupted) {
            throw cancelled(call, interrupted);
        }
    }

    /** {@code localhost} is both families (RFC 6761, 6.3); the JDK's client tries the first address that it is told. */
    private static TransportResponse<ReplyBody> openOnEitherFamily(
            HttpTransporter transporter, HttpCall call, Duration timeout)
            throws TransportException, InterruptedException {
        try {
            return exchange(transporter, call, timeout);
        } catch (TransportException broken) {
            if (broken.problem() != TransportProblem.REFUSED || !isPlainLocalhost(call.uri())) {
                throw broken;
            }
            try {
                return exchange(transporter, onIpv6(call), timeout);
            } catch (TransportException alsoBroken) {
                throw alsoBroken.problem() == TransportProblem.REFUSED ? broken : alsoBroken;
            }
        }
    }

    private static TransportResponse<ReplyBody> exchange(HttpTransporter transporter, HttpCall call, Duration timeout)
            throws TransportException, InterruptedException {
        return transporter.exchange(TransportRequest.of(call).withHeadTimeout(timeout), ReplyBody.handler());
    }

    private static boolean isPlainLocalhost(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) && "localhost".equalsIgnoreCase(uri.getHost());
    }

    private static HttpCall onIpv6(HttpCall call) {
        URI uri = URI.create(call.uri().toString().replaceFirst("(?i)//([^/]*@)?localhost", "//[::1]"));
        HttpCall there = call.withUri(uri);
        return call.credential()
                .filter(credential -> credential.origin().equals(Origin.of(call.uri())))
                .map(credential -> there.withCredential(Credential.of(Origin.of(uri), credential.authorization())))
                .orElse(there);
    }

    private static VenomException tooLong(HttpCall call) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                Addresses.shown(call.uri()) + " answered with more than " + call.maxReplyBytes() + " bytes",
                "Check that the address is the right one.");
    }

    private static VenomException cancelled(HttpCall call, Exception cause) {
        Thread.currentThread().interrupt();
        return new VenomException(
                ErrorCode.CANCELLED, "The call to " + Addresses.shown(call.uri()) + " was cancelled", "", cause);
    }

    private interface Reading<T> {
        T read(ReplyHead head, InputStream body) throws IOException;
    }
}
