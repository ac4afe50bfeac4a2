package dev.venom.runtime.core.internal.connection;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is sent to one server.
 *
 * @param method such as {@code GET}
 * @param uri what is asked for
 * @param headers all fields but those that belong to the connection
 * @param body what is sent along
 * @param headTimeout longest time from the connection to the head of the answer
 * @param keepsConnection whether the connection may serve another request afterwards
 */
public record Request(
        String method,
        URI uri,
        Map<String, String> headers,
        Optional<byte[]> body,
        Duration headTimeout,
        boolean keepsConnection) {
    private static final int FIRST_VISIBLE = 0x21;
    private static final int LAST_VISIBLE = 0x7e;
    private static final int BLANK = 0x20;
    private static final int DELETE = 0x7f;

    /** Whether it may be sent twice where nobody knows if the first one arrived (RFC 9110, 9.2.2). */
    boolean isRepeatable() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The request as it is sent. */
    ByteBuffer encoded(Route route) {
        StringBuilder text = new StringBuilder(method + " " + target(route) + " HTTP/1.1\r\n");
        field(text, "Host", route.hostField());
        if (!keepsConnection) {
            field(text, "Connection", "close");
        }
        headers.forEach((name, value) -> {
            // In a tunnel it is the server that reads what is meant for the proxy
            if (!route.isTls() || !name.equalsIgnoreCase("Proxy-Authorization")) {
                field(text, name, value);
            }
        });
        body.ifPresent(bytes -> field(text, "Content-Length", Integer.toString(bytes.length)));
        return joined(text.append("\r\n"), body.orElseGet(() -> new byte[0]));
    }

    /** What asks a proxy for a tunnel to a server. */
    static ByteBuffer tunnel(Route route) {
        String authority = route.origin().host() + ":" + route.origin().port();
        StringBuilder text = new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
        route.proxy()
                .flatMap(Route.Proxy::authorization)
                .ifPresent(secret -> field(text, "Proxy-Authorization", secret));
        return joined(text.append("\r\n"), new byte[0]);
    }

    private String target(Route route) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String whole = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return route.isForwarded() ? "http://" + route.hostField() + whole : whole;
    }

    private static void field(StringBuilder text, String name, String value) {
        if (!isName(name) || !isValue(value)) {
            throw new IllegalArgumentException("Not a header field: " + name);
        }
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(one -> one >= FIRST_VISIBLE && one <= LAST_VISIBLE && one != ':');
    }

    private static boolean isValue(String value) {
        return value.chars().allMatch(one -> one == '\t' || one >= BLANK && one != DELETE);
    }

    private static ByteBuffer joined(StringBuilder head, byte[] body) {
        byte[] text = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(text.length + body.length)
                .put(text)
                .put(body)
                .flip();
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
