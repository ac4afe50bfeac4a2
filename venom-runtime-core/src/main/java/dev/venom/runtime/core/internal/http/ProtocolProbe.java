package dev.venom.runtime.core.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Finds out what a port speaks, where one that was asked in the wrong way may look like one that is not up yet. No secret is
 * sent.
 */
final class ProtocolProbe {
    private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    /** As many as {@code HTTP/1.1 200} has. */
    private static final int STATUS_BYTES = 12;

    private ProtocolProbe() {}

    /** Whether it speaks plain HTTP; servers of TLS that say so in plain HTTP say it with 400. */
    static boolean speaksPlainHttp(URI uri) {
        try (Socket plain = connected(uri, HTTPS_PORT)) {
            String request = "GET /health HTTP/1.1\r\nHost: " + uri.getHost() + "\r\nConnection: close\r\n\r\n";
            plain.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String begin = new String(plain.getInputStream().readNBytes(STATUS_BYTES), StandardCharsets.ISO_8859_1);
            return begin.startsWith("HTTP/1.") && !begin.endsWith(" 400");
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Whether it speaks TLS, whatever its certificate is worth. */
    static boolean speaksTls(URI uri) {
        int port = uri.getPort() > 0 ? uri.getPort() : HTTP_PORT;
        try (Socket plain = connected(uri, HTTP_PORT)) {
            return handshakes(plain, uri, port);
        } catch (IOException | GeneralSecurityException unknown) {
            return false;
        }
    }

    private static Socket connected(URI uri, int usualPort) throws IOException {
        String host = Optional.ofNullable(uri.getHost()).orElseThrow(() -> new IOException("no host in " + uri));
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, uri.getPort() > 0 ? uri.getPort() : usualPort), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    private static boolean handshakes(Socket plain, URI uri, int port) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        try (SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, uri.getHost(), port, true)) {
            secure.startHandshake();
            return true;
        } catch (SSLException refused) {
            // An alert is an answer in TLS, too.
            return String.valueOf(refused.getMessage()).contains("fatal alert");
        }
    }

    /** Nobody is believed anything: only whether there is an answer counts. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Never asked: this side is the client.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Its certificate is judged where it matters.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
