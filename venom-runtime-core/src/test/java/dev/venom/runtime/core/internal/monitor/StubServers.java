package dev.venom.runtime.core.internal.monitor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A process that answers at many ports as vLLM does, so that only the asking counts in the process that asks. */
final class StubServers {
    /** Now and then one answer is bad, which is no reason to show anything. */
    private static final int HICCUP_EVERY = 50;

    private StubServers() {}

    static Process start(int count) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(StubServers.class.getName());
        command.add(Integer.toString(count));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Prints the ports, one a line, and serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        for (int index = 0; index < Integer.parseInt(arguments[0]); index++) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            AtomicLong asked = new AtomicLong();
            server.createContext("/", exchange -> answer(exchange, asked.incrementAndGet()));
            server.setExecutor(Executors.newCachedThreadPool());
            server.start();
            System.out.println(server.getAddress().getPort());
        }
        System.out.flush();
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        System.exit(0);
    }

    private static void answer(HttpExchange exchange, long number) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean hiccup = path.equals("/health") && number % HICCUP_EVERY == 0;
        byte[] body = body(path, number).getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(hiccup ? 503 : 200, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String body(String path, long number) {
        return switch (path) {
            case "/health" -> "";
            case "/version" -> "{\"version\":\"0.11.0\"}";
            case "/v1/models" -> "{\"object\":\"list\",\"data\":[{\"id\":\"org/model\",\"object\":\"model\"}]}";
            case "/metrics" -> metrics(number);
            default ->
                "{\"id\":\"1\",\"choices\":[{\"index\":0,\"text\":\"a\",\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"a\"}}],\"usage\":{\"completion_tokens\":1}}";
        };
    }

    /** As long as a real one's. */
    private static String metrics(long number) {
        StringBuilder text = new StringBuilder();
        for (int bucket = 0; bucket < 300; bucket++) {
            text.append("vllm:e2e_request_latency_seconds_bucket{engine=\"0\",le=\"")
                    .append(bucket)
                    .append(".0\",model_name=\"org/model\"} ")
                    .append(number)
                    .append(".0\n");
        }
        return text + "vllm:num_requests_running{engine=\"0\",model_name=\"org/model\"} 1.0\n"
                + "vllm:num_requests_waiting{engine=\"0\",model_name=\"org/model\"} 0.0\n"
                + "vllm:kv_cache_usage_perc{engine=\"0\",model_name=\"org/model\"} 0.25\n"
                + "vllm:generation_tokens_total{engine=\"0\",model_name=\"org/model\"} " + number + ".0\n";
    }
}
