package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Origin;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer on a connection of their own. Closing it from any thread ends it at once. */
final class SocketExchange implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(SocketExchange.class);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int BUFFER_BYTES = 64 << 10;

    private final HopRequest request;
    private final Origin origin;
    private final Optional<ProxyServer> proxy;
    private final Duration connectTimeout;
    private volatile Socket socket = new Socket();
    private volatile boolean closed;
    private Optional<InputStream> received = Optional.empty();

    SocketExchange(HopRequest request, Optional<ProxyServer> proxy, Duration connectTimeout) {
        this.request = request;
        this.origin = Origin.of(request.uri());
        this.proxy = proxy;
        this.connectTimeout = connectTimeout;
    }

    /** Connects, sends the request and reads the head of the answer; nobody limits the time for the body. */
    SocketHead open() throws IOException {
        connect();
        try {
            Optional<SocketHead> refusedTunnel = isTls() ? secure() : Optional.empty();
            SocketHead head = refusedTunnel.isPresent() ? refusedTunnel.get() : exchange();
            socket.setSoTimeout(0);
            return head;
        } catch (SocketTimeoutException silent) {
            HttpTimeoutException timeout = new HttpTimeoutException("No answer in time");
            timeout.initCause(silent);
            throw timeout;
        }
    }

    private void connect() throws IOException {
        String host = proxy.map(ProxyServer::host).orElse(origin.host());
        int port = proxy.map(ProxyServer::port).orElse(origin.port());
        IOException last = new SocketException("No address");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            try {
                connect(new InetSocketAddress(address, port));
                return;
            } catch (IOException unreachable) {
                last = unreachable;
            }
        }
        throw last;
    }

    private void connect(InetSocketAddress address) throws IOException {
        socket = new Socket();
        if (closed) {
            throw new SocketException("Closed before it began");
        }
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) Math.max(
                    1, Math.min(Integer.MAX_VALUE, request.headTimeout().toMillis())));
            socket.connect(address, (int) connectTimeout.toMillis());
        } catch (SocketTimeoutException late) {
            socket.close();
            HttpConnectTimeoutException timeout = new HttpConnectTimeoutException("No connection in time");
            timeout.initCause(late);
            throw timeout;
        } catch (IOException unreachable) {
            socket.close();
            throw unreachable;
        }
    }

    private boolean isTls() {
        return origin.scheme().equals("https");
    }

    /** TLS, through the tunnel of a proxy where there is one; yields the proxy's answer where it wants a password. */
    private Optional<SocketHead> secure() throws IOException {
        if (proxy.isPresent()) {
            SocketHead answer = tunnel(proxy.get());
            if (answer.statusCode() == PROXY_AUTHENTICATION_REQUIRED) {
                received = Optional.of(InputStream.nullInputStream());
                return Optional.of(answer);
            }
            if (answer.statusCode() != OK) {
                throw new IOException("Tunnel failed, got: " + answer.statusCode());
            }
        }
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        String host = origin.host().replaceAll("[\\[\\]]", "");
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, origin.port(), true);
        socket = secured;
        CertifiedName.handshake(secured, request.uri(), host);
        return Optional.empty();
    }

    private SocketHead tunnel(ProxyServer server) throws IOException {
        String authority = origin.host() + ":" + origin.port();
        StringBuilder text = new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
        server.authorization().ifPresent(secret -> field(text, "Proxy-Authorization", secret));
        send(text, Optional.empty());
        return SocketHead.read(socket.getInputStream());
    }

    private SocketHead exchange() throws IOException {
        StringBuilder text = new StringBuilder(request.method() + " " + target() + " HTTP/1.1\r\n");
        field(text, "Host", hostField());
        field(text, "Connection", "close");
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            if (!isTls() || !header.getKey().equalsIgnoreCase("Proxy-Authorization")) {
                field(text, header.getKey(), header.getValue());
            }
        }
        request.body().ifPresent(body -> field(text, "Content-Length", Integer.toString(body.length)));
        send(text, request.body());
        InputStream stream = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        received = Optional.of(stream);
        return SocketHead.read(stream);
    }

    /** A proxy is told the whole address, unless it tunnels. */
    private String target() {
        URI uri = request.uri();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String whole = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return proxy.isPresent() && !isTls() ? "http://" + hostField() + whole : whole;
    }

    private String hostField() {
        int usual = isTls() ? 443 : 80;
        return origin.port() == usual ? origin.host() : origin.host() + ":" + origin.port();
    }

    private static void field(StringBuilder text, String name, String value) {
        if (!name.matches("[!-~&&[^:]]+") || value.matches("(?s).*[\\x00-\\x08\\x0a-\\x1f\\x7f].*")) {
            throw new IllegalArgumentException("Not a header field: " + name);
        }
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private void send(StringBuilder head, Optional<byte[]> body) throws IOException {
        OutputStream stream = socket.getOutputStream();
        stream.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (body.isPresent()) {
            stream.write(body.get());
        }
        stream.flush();
    }

    /** The body, without what frames it. */
    InputStream body(SocketHead head) {
        InputStream stream = received.orElseGet(InputStream::nullInputStream);
        if (request.method().equals("HEAD") || head.statusCode() == NO_CONTENT || head.statusCode() == NOT_MODIFIED) {
            return InputStream.nullInputStream();
        }
        if (Framing.isChunked(head.headers())) {
            return new ChunkedBody(stream);
        }
        OptionalLong length = head.headers().firstValueAsLong("Content-Length");
        return length.isPresent() ? new MeasuredBody(stream, length.getAsLong()) : stream;
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException gone) {
            log.debug("a connection did not close origin={}", origin, gone);
        }
    }
}
