package dev.venom.runtime.core.internal.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Makes connections: to any address of a host, through a proxy, with TLS, as their route says. Thread-safe. */
final class Connector {
    /** Told of each connection before it is made, so that somebody can end it meanwhile. */
    @FunctionalInterface
    interface Watch {
        /** Throws where nobody wants it any more. */
        void begun(Connection connection) throws IOException;
    }

    private static final int OK = 200;
    private static final int RECORDS_BYTES = 128 << 10;
    private static final int TUNNEL_BYTES = 4 << 10;
    private static final int MOST_IDLE_BUFFERS = 16;

    private final Duration connectTimeout;
    private final Optional<SSLContext> tls;
    // The JDK decrypts in place what is on the heap; of what is outside it takes copies, piece by piece
    private final Buffers recordBuffers = Buffers.onHeap(RECORDS_BYTES, MOST_IDLE_BUFFERS);

    /**
     * A connector.
     *
     * @param connectTimeout longest time for one address
     * @param tls whom to trust; empty for the JVM's own trust
     */
    Connector(Duration connectTimeout, Optional<SSLContext> tls) {
        this.connectTimeout = connectTimeout;
        this.tls = tls;
    }

    /**
     * Connects.
     *
     * @param limit longest time from the connection on, until somebody sets another
     * @throws TunnelRefusedException if a proxy gives no tunnel
     */
    Connection connect(Route route, Duration limit, Watch watch) throws IOException {
        PlainConnection plain = connectToAny(route, watch);
        plain.expectWithin(limit);
        if (!route.isTls()) {
            return plain;
        }
        if (route.proxy().isPresent()) {
            openTunnel(plain, route);
        }
        return secure(plain, route, watch);
    }

    private PlainConnection connectToAny(Route route, Watch watch) throws IOException {
        IOException last = new SocketException("No address");
        for (InetAddress address : InetAddress.getAllByName(route.connectHost())) {
            try {
                return connect(new InetSocketAddress(address, route.connectPort()), watch);
            } catch (SocketException | HttpConnectTimeoutException unreachable) {
                last = unreachable;
            }
        }
        throw last;
    }

    private PlainConnection connect(InetSocketAddress address, Watch watch) throws IOException {
        PlainConnection connection = new PlainConnection();
        try {
            watch.begun(connection);
            connection.connect(address, connectTimeout);
            return connection;
        } catch (SocketTimeoutException late) {
            connection.close();
            HttpConnectTimeoutException timeout = new HttpConnectTimeoutException("No connection in time");
            timeout.initCause(late);
            throw timeout;
        } catch (NoRouteToHostException unreachable) {
            connection.close();
            ConnectException failure = new ConnectException(unreachable.getMessage());
            failure.initCause(unreachable);
            throw failure;
        } catch (IOException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private static void openTunnel(Connection plain, Route route) throws IOException {
        plain.write(Request.tunnel(route));
        ResponseHead answer = ResponseHead.read(new Inbound(plain, ByteBuffer.allocate(TUNNEL_BYTES)));
        if (answer.statusCode() != OK) {
            throw new TunnelRefusedException(answer);
        }
    }

    private Connection secure(Connection plain, Route route, Watch watch) throws IOException {
        String host = route.origin().host();
        CertifiedName name = new CertifiedName(host);
        SSLEngine engine =
                context().createSSLEngine(withoutBrackets(host), route.origin().port());
        engine.setUseClientMode(true);
        name.demand(engine);
        TlsConnection secured = new TlsConnection(plain, engine, recordBuffers);
        try {
            watch.begun(secured);
            secured.handshake();
            name.require(engine);
            return secured;
        } catch (IOException | RuntimeException failed) {
            secured.close();
            throw failed;
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private SSLContext context() throws IOException {
        try {
            return tls.isPresent() ? tls.get() : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException missing) {
            throw new IOException("This JVM has no TLS", missing);
        }
    }
}
