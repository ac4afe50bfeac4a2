package dev.venom.runtime.core.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Finds out whether a port speaks TLS, whatever its certificate is worth: nothing is sent beyond the handshake. */
final class TlsProbe {
    private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final int HTTP_PORT = 80;

    private TlsProbe() {}

    static boolean speaksTls(URI uri) {
        int port = uri.getPort() > 0 ? uri.getPort() : HTTP_PORT;
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(uri.getHost(), port), LIMIT_MILLIS);
            plain.setSoTimeout(LIMIT_MILLIS);
            return handshakes(plain, uri, port);
        } catch (IOException | GeneralSecurityException unknown) {
            return false;
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
