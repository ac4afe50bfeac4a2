package dev.venom.runtime.testbed.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.venom.runtime.testbed.engine.model.EmbeddingEngine;
import dev.venom.runtime.testbed.engine.model.Engine;
import dev.venom.runtime.testbed.engine.model.TextEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Serves one model under the paths of OpenAI's API. Answers one request at a time, the others wait; a close
 * finishes what is being answered and refuses the rest. Thread-safe.
 */
public final class RuntimeServer implements AutoCloseable {
    private static final int BACKLOG = 64;
    private static final int DRAIN_SECONDS = 15;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Engine engine;
    private final String model;
    private final Map<String, Task> tasks;
    private final Load load = new Load();
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile boolean closing;

    private RuntimeServer(HttpServer server, Engine engine, String model) {
        this.server = server;
        this.engine = engine;
        this.model = model;
        this.tasks = tasks(engine, model);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(
                task -> new Thread(task, "venom-local-runtime-" + number.incrementAndGet()));
    }

    /**
     * Starts a server on this host's loopback address.
     *
     * @param engine runs the model
     * @param model the name under which it answers
     * @param port the port; 0 picks one
     * @return the running server
     * @throws IOException if the port is taken
     */
    public static RuntimeServer start(Engine engine, String model, int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        RuntimeServer server = new RuntimeServer(http, engine, model);
        http.setExecutor(server.threads);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /**
     * Where it listens.
     *
     * @return the port
     */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        closing = true;
        turn.lock();
        try {
            server.stop(0);
        } finally {
            turn.unlock();
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        engine.close();
    }

    private static Map<String, Task> tasks(Engine engine, String model) {
        if (engine instanceof TextEngine text) {
            return Map.of(
                    "/v1/completions", new Completions(text, model, Completions.Form.TEXT)::answer,
                    "/v1/chat/completions", new Completions(text, model, Completions.Form.CHAT)::answer);
        }
        return Map.of("/v1/embeddings", new Embeddings((EmbeddingEngine) engine, model)::answer);
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            Exchange exchange = new Exchange(http);
            try {
                route(http.getRequestMethod(), http.getRequestURI().getPath(), exchange);
            } catch (RefusedException refusal) {
                exchange.refuse(refusal);
            } catch (UncheckedIOException gone) {
                throw new IOException("the client went away", gone);
            }
        }
    }

    private void route(String method, String path, Exchange exchange) throws IOException, RefusedException {
        Task task = tasks.get(path);
        if (task != null && method.equals("POST")) {
            answer(task, exchange);
            return;
        }
        switch (path) {
            case "/health" ->
                exchange.send(JsonNodeFactory.instance.objectNode().put("status", "ok"));
            case "/v1/models" -> exchange.send(models());
            case "/metrics" -> exchange.sendText(load.metrics());
            case "/openapi.json" -> exchange.send(description());
            default -> throw new RefusedException(404, "not_found_error", "There is no " + path + " here.");
        }
    }

    private void answer(Task task, Exchange exchange) throws IOException, RefusedException {
        JsonNode request = exchange.body();
        String asked = request.path("model").asText(model);
        if (!asked.equals(model)) {
            throw new RefusedException(404, "NotFoundError", "The model `" + asked + "` does not exist.");
        }
        load.waits();
        turn.lock();
        load.begins();
        try {
            if (closing) {
                throw new RefusedException(503, "unavailable_error", "The server is stopping.");
            }
            load.produced(task.answer(request, exchange));
        } finally {
            load.ends();
            turn.unlock();
        }
    }

    private ObjectNode models() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("object", "list");
        document.putArray("data")
                .addObject()
                .put("id", model)
                .put("object", "model")
                .put("owned_by", "venom");
        return document;
    }

    /** Tells clients which of the tasks this model does. */
    private ObjectNode description() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        ObjectNode paths = document.putObject("paths");
        tasks.keySet().forEach(path -> paths.putObject(path).putObject("post"));
        return document;
    }

    /** Does one kind of request; yields how many tokens or texts it was. */
    @FunctionalInterface
    private interface Task {
        int answer(JsonNode request, Exchange exchange) throws IOException, RefusedException;
    }
}
