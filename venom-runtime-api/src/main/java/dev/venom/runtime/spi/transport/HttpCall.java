package dev.venom.runtime.spi.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request, before it is sent. Immutable; each {@code with} method returns a copy.
 *
 * <p>The transport adds its own {@code User-Agent}, behind one that the call has, and proxy fields, asks for identity encoding, and adds
 * the credential where the origin fits.
 */
public final class HttpCall {
    /** Most bytes of an answer that are read where nobody says: 16 MiB. */
    public static final long DEFAULT_MAX_REPLY_BYTES = 16L << 20;

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final Optional<byte[]> body;
    private final Optional<Credential> credential;
    private final long maxReplyBytes;
    private final Optional<Duration> timeout;

    private HttpCall(
            String method,
            URI uri,
            Map<String, String> headers,
            Optional<byte[]> body,
            Optional<Credential> credential,
            long maxReplyBytes,
            Optional<Duration> timeout) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
        this.credential = credential;
        this.maxReplyBytes = maxReplyBytes;
        this.timeout = timeout;
    }

    /**
     * Asks for a resource.
     *
     * @param uri an absolute address
     * @return the call
     */
    public static HttpCall get(URI uri) {
        return of("GET", uri);
    }

    /**
     * Any method without a body.
     *
     * @param method such as {@code HEAD} or {@code DELETE}
     * @param uri an absolute address
     * @return the call
     */
    public static HttpCall of(String method, URI uri) {
        return new HttpCall(
                Objects.requireNonNull(method, "method"),
                Objects.requireNonNull(uri, "uri"),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_MAX_REPLY_BYTES,
                Optional.empty());
    }

    /**
     * Asks the same elsewhere. A credential goes along only where its origin is still the right one.
     *
     * @param other an absolute address
     * @return a copy
     */
    public HttpCall withUri(URI other) {
        return new HttpCall(
                method, Objects.requireNonNull(other, "other"), headers, body, credential, maxReplyBytes, timeout);
    }

    /**
     * Adds or replaces a header field.
     *
     * @param name the field
     * @param value its value
     * @return a copy
     */
    public HttpCall withHeader(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.put(name, value);
        return new HttpCall(method, uri, Map.copyOf(copy), body, credential, maxReplyBytes, timeout);
    }

    /**
     * Sends JSON.
     *
     * @param json the document
     * @return a copy with a body and its content type
     */
    public HttpCall withJson(String json) {
        return withBody("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends bytes of any kind.
     *
     * @param contentType such as {@code multipart/form-data; boundary=...}
     * @param bytes the body, which the caller must not change
     * @return a copy with a body and its content type
     */
    public HttpCall withBody(String contentType, byte[] bytes) {
        HttpCall typed = withHeader("Content-Type", contentType);
        return new HttpCall(method, uri, typed.headers, Optional.of(bytes), credential, maxReplyBytes, timeout);
    }

    /**
     * Adds a credential.
     *
     * @param secret sent to its own origin only
     * @return a copy
     */
    public HttpCall withCredential(Credential secret) {
        return new HttpCall(method, uri, headers, body, Optional.of(secret), maxReplyBytes, timeout);
    }

    /**
     * Limits the answer.
     *
     * @param bytes most bytes that are read; a longer answer is PROVIDER_UNAVAILABLE
     * @return a copy
     */
    public HttpCall withMaxReplyBytes(long bytes) {
        return new HttpCall(method, uri, headers, body, credential, bytes, timeout);
    }

    /**
     * Says how long to wait without any progress, where the transport's own 30 s do not fit: a daemon
     * that verifies or loads is silent for longer.
     *
     * @param limit time without a byte
     * @return a copy
     */
    public HttpCall withTimeout(Duration limit) {
        return new HttpCall(method, uri, headers, body, credential, maxReplyBytes, Optional.of(limit));
    }

    /**
     * The method.
     *
     * @return such as {@code GET}
     */
    public String method() {
        return method;
    }

    /**
     * The address.
     *
     * @return an absolute address
     */
    public URI uri() {
        return uri;
    }

    /**
     * Header fields.
     *
     * @return names and values
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return its bytes, which the receiver must not change; empty where there is none
     */
    public Optional<byte[]> body() {
        return body;
    }

    /**
     * The credential.
     *
     * @return the secret and its origin
     */
    public Optional<Credential> credential() {
        return credential;
    }

    /**
     * Most bytes of an answer that are read.
     *
     * @return bytes
     */
    public long maxReplyBytes() {
        return maxReplyBytes;
    }

    /**
     * How long to wait without progress.
     *
     * @return the limit; empty for the transport's own
     */
    public Optional<Duration> timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return method + " " + Origin.of(uri) + uri.getRawPath();
    }
}
