package dev.venom.runtime.spi.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Serves models as plain text: a list of names, a list of files for each, and the files behind a redirect. */
final class ShelfServer implements AutoCloseable {
    private final Map<String, Map<String, String>> models = new TreeMap<>();
    private final Map<String, String> contents = new TreeMap<>();
    private final HttpServer server;

    ShelfServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    ShelfServer model(String name, Map<String, String> files) {
        models.put(name, new TreeMap<>(files));
        files.values().forEach(content -> contents.put(sha256(content), content));
        return this;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static String sha256(String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/models")) {
            send(exchange, 200, String.join("\n", models.keySet()));
        } else if (path.startsWith("/models/") && models.containsKey(path.substring("/models/".length()))) {
            send(exchange, 200, listing(models.get(path.substring("/models/".length()))));
        } else if (path.startsWith("/files/")) {
            exchange.getResponseHeaders().set("Location", "/bytes/" + path.substring("/files/".length()));
            send(exchange, 302, "");
        } else if (path.startsWith("/bytes/") && contents.containsKey(path.substring("/bytes/".length()))) {
            send(exchange, 200, contents.get(path.substring("/bytes/".length())));
        } else {
            send(exchange, 404, "");
        }
    }

    private static String listing(Map<String, String> files) {
        return files.entrySet().stream()
                .map(file -> sha256(file.getValue()) + " " + file.getValue().getBytes(StandardCharsets.UTF_8).length
                        + " " + file.getKey())
                .collect(Collectors.joining("\n"));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
