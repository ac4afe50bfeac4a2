package dev.venom.runtime.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.spi.transport.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with servers that are who they say they are, and with others. */
@Timeout(60)
class TlsConnectionTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    static Path directory;

    /** Both sides: its certificate is for {@code localhost} and {@code ::1}, and it is the only one that it trusts. */
    private static SSLContext context;

    private HttpConnections connections = new HttpConnections(LONG, Optional.of(context));

    @AfterEach
    void close() {
        connections.close();
    }

    @BeforeAll
    static void makeCertificate() throws Exception {
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
                        "CN=server",
                        "-ext",
                        "san=dns:localhost,ip:::1",
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
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    }

    private static LineServer serve(String address, LineServer.Script script, String... protocols) throws IOException {
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName(address));
        if (protocols.length > 0) {
            listener.setEnabledProtocols(protocols);
        }
        return LineServer.start(listener, script);
    }

    private Exchange prepare(String host, int port, Optional<Route.Proxy> proxy) {
        URI uri = URI.create("https://" + host + ":" + port + "/file");
        Request request = new Request("GET", uri, Map.of(), Optional.empty(), LONG, true);
        return connections.prepare(request, new Route(Origin.of(uri), proxy));
    }

    private static byte[] digest(Exchange exchange) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (exchange) {
            exchange.send();
            for (ByteBuffer piece = exchange.next(); piece.hasRemaining(); piece = exchange.next()) {
                digest.update(piece);
            }
        }
        return digest.digest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void readsLongBodiesOverOneConnection(String protocol) throws Exception {
        byte[] content = new byte[5_000_003];
        new Random(1).nextBytes(content);
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(content);
        try (LineServer server = serve(
                "127.0.0.1",
                dialogue -> {
                    while (dialogue.answer("HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\n\r\n")) {
                        dialogue.say(content);
                    }
                },
                protocol)) {
            for (int time = 0; time < 3; time++) {
                assertThat(digest(prepare("localhost", server.port(), Optional.empty())))
                        .isEqualTo(expected);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void readsBodiesInManySmallRecords() throws Exception {
        byte[] expected =
                MessageDigest.getInstance("SHA-256").digest("x".repeat(3_000).getBytes("US-ASCII"));
        try (LineServer server = serve("::1", dialogue -> {
            dialogue.answer("HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n");
            for (int time = 0; time < 3_000; time++) {
                dialogue.say("x");
            }
        })) {
            assertThat(digest(prepare("[::1]", server.port(), Optional.empty())))
                    .isEqualTo(expected);
        }
    }

    @Test
    void tunnelsThroughAProxy() throws Exception {
        try (LineServer server = serve("127.0.0.1", dialogue -> dialogue.answer("HTTP/1.1 200 OK\r\n\r\nhello"));
                LineServer proxy = LineServer.start(dialogue -> {
                    dialogue.answer("HTTP/1.1 200 Go on\r\nX: 1\r\n\r\n");
                    dialogue.joinWith(new Socket("127.0.0.1", server.port()));
                })) {
            Route.Proxy way = new Route.Proxy("127.0.0.1", proxy.port(), Optional.empty());
            assertThat(digest(prepare("localhost", server.port(), Optional.of(way))))
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest("hello".getBytes("US-ASCII")));
        }
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        try (LineServer server = serve("127.0.0.1", dialogue -> dialogue.answer("HTTP/1.1 200 OK\r\n\r\nhello"))) {
            assertThatThrownBy(() -> digest(prepare("127.0.0.1", server.port(), Optional.empty())))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasCauseInstanceOf(CertificateException.class);
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void refusesACertificateForAHostThatTheJdkHasNoNameFor() throws Exception {
        try (LineServer server = serve("127.0.0.1", dialogue -> dialogue.answer("HTTP/1.1 200 OK\r\n\r\nhello"));
                LineServer proxy = LineServer.start(dialogue -> {
                    dialogue.answer("HTTP/1.1 200 Go on\r\n\r\n");
                    dialogue.joinWith(new Socket("127.0.0.1", server.port()));
                })) {
            Route.Proxy way = new Route.Proxy("127.0.0.1", proxy.port(), Optional.empty());
            assertThatThrownBy(() -> digest(prepare("my_hub", server.port(), Optional.of(way))))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("my_hub");
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void refusesACertificateThatNobodyTrusts() throws Exception {
        connections = new HttpConnections(LONG, Optional.empty());
        try (LineServer server = serve("127.0.0.1", dialogue -> dialogue.answer("HTTP/1.1 200 OK\r\n\r\nhello"))) {
            assertThatThrownBy(() -> digest(prepare("localhost", server.port(), Optional.empty())))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasCauseInstanceOf(CertificateException.class);
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void saysWhereAServerDoesNotSpeakTls() throws Exception {
        try (LineServer server = LineServer.start(dialogue -> dialogue.say("HTTP/1.1 400 Plain\r\n\r\n".repeat(20)))) {
            assertThatThrownBy(() -> digest(prepare("localhost", server.port(), Optional.empty())))
                    .isInstanceOf(javax.net.ssl.SSLException.class);
        }
    }

    @Test
    void aBodyThatIsCutIsNotTakenForAWholeOne() throws Exception {
        try (LineServer server =
                serve("127.0.0.1", dialogue -> dialogue.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"))) {
            assertThatThrownBy(() -> digest(prepare("localhost", server.port(), Optional.empty())))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void abortEndsAWaitAtOnce() throws Exception {
        try (LineServer server = serve("127.0.0.1", LineServer.Dialogue::awaitEnd)) {
            Exchange exchange = prepare("localhost", server.port(), Optional.empty());
            CompletableFuture<Object> end = CompletableFuture.supplyAsync(() -> {
                try {
                    return digest(exchange);
                } catch (Exception ended) {
                    return ended;
                }
            });
            server.awaitHeads(1, LONG);
            exchange.abort();
            assertThat(end.get(2, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }
}
