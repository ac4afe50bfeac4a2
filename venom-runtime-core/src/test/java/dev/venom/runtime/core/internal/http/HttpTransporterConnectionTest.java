package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.venom.runtime.spi.transport.HttpCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTransporterConnectionTest {
    private static final char[] PASSWORD = "password".toCharArray();

    private final HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()));

    @AfterEach
    void close() {
        transporter.close();
    }

    @Test
    void usesAConnectionAgainAfterRedirectsAndMetadataCalls() throws Exception {
        Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
        HttpServer server = HttpServer.create(loopback(), 0);
        server.createContext("/", exchange -> {
            clients.add(exchange.getRemoteAddress());
            boolean redirects = exchange.getRequestURI().getPath().equals("/redirect");
            exchange.getResponseHeaders().set("Location", "/end");
            byte[] body = "answer".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(redirects ? 302 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            MetadataTransport transport = new MetadataTransport(transporter, MetadataOptions.standard());
            for (int call = 0; call < 10; call++) {
                assertThat(transport.send(HttpCall.get(base.resolve("/end"))).text())
                        .isEqualTo("answer");
                assertThat(transport
                                .send(HttpCall.get(base.resolve("/redirect")))
                                .text())
                        .isEqualTo("answer");
            }
            assertThat(clients).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void doesNotTryAgainWhereTheCertificateIsNotTrusted(@TempDir Path directory) throws Exception {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(directory)));
        server.start();
        try {
            URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");

            TransportException broken = catchThrowableOfType(
                    TransportException.class,
                    () -> transporter.exchange(TransportRequest.of(HttpCall.get(uri)), BodyHandlers.ofString()));

            assertThat(broken.problem()).isEqualTo(TransportProblem.UNTRUSTED);
            assertThat(broken.problem().mostTries()).isEqualTo(1);
            assertThat(broken.failure().hint()).contains("javax.net.ssl.trustStore");
        } finally {
            server.stop(0);
        }
    }

    private static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }

    /** A server's side of TLS, with a certificate that nobody trusts. */
    static SSLContext selfSigned(Path directory) throws Exception {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
