package dev.venom.runtime.testbed.ollama.registry;

import dev.venom.runtime.testbed.hub.endpoint.FileAnswer;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.image.Layer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The object storage behind the registry. Its addresses expire with time or when a test says so, and it takes no tokens.
 * Thread-safe.
 */
public final class Storage {

    private static final String EXPIRY = "X-Amz-Expires-At";
    private static final String SERIAL = "X-Amz-Signature";

    private final Supplier<String> url;
    private final RegistryContent content;
    private final InstantSource clock;
    private final AtomicLong serials = new AtomicLong();
    private volatile long firstValidSerial;
    private volatile Duration lifetime = Duration.ofMinutes(20);

    /** A storage of those blobs at that address. */
    public Storage(Supplier<String> url, RegistryContent content, InstantSource clock) {
        this.url = url;
        this.content = content;
        this.clock = clock;
    }

    /** How long addresses live that are made from now on; 20 minutes unless set. */
    public void lifetime(Duration duration) {
        lifetime = duration;
    }

    /** Ends all addresses made so far. */
    public void expireAll() {
        firstValidSerial = serials.get() + 1;
    }

    String address(Layer layer) {
        long expiry = clock.instant().plus(lifetime).toEpochMilli();
        return url.get() + "/blobs/" + layer.digest() + "?" + EXPIRY + "=" + expiry + "&" + SERIAL + "="
                + serials.incrementAndGet();
    }

    Response answer(Request request) {
        if (request.headers().has("Authorization")) {
            // As S3 does: a token that leaks here is noticed.
            return error(400, "InvalidArgument", "Only one auth mechanism allowed");
        }
        if (isExpired(request)) {
            return error(403, "AccessDenied", "Request has expired");
        }
        List<String> path = request.segments();
        return content.blob(path.isEmpty() ? "" : path.get(path.size() - 1))
                .map(layer -> file(layer).to(request))
                .orElseGet(() -> error(404, "NoSuchKey", "The specified key does not exist."));
    }

    static FileAnswer file(Layer layer) {
        return new FileAnswer(layer.content(), layer.sha256(), layer.sha256().substring(0, 32));
    }

    private boolean isExpired(Request request) {
        return number(request, SERIAL) < firstValidSerial
                || number(request, EXPIRY) <= clock.instant().toEpochMilli();
    }

    private static long number(Request request, String parameter) {
        return Long.parseLong(request.query().first(parameter).orElse("0"));
    }

    private static Response error(int status, String code, String message) {
        return Response.text(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
