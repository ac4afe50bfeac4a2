package dev.venom.runtime.examples.cockpit.runtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import dev.venom.runtime.examples.cockpit.request.Queries;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.List;

/** What runtimes write: the last lines, or those and every further one as it is written. Thread-safe. */
public final class LogEndpoint {
    private static final String PATH = "/api/v1/runtimes/{id}/logs";
    private static final int DEFAULT_LINES = 100;
    private static final int MOST_LINES = 10_000;

    private final Runtimes runtimes;
    private final SseHandler stream = new SseHandler(this::follow);

    /**
     * Makes the endpoint.
     *
     * @param runtimes those of the host
     */
    public LogEndpoint(Runtimes runtimes) {
        this.runtimes = runtimes;
    }

    /**
     * Adds it.
     *
     * @param routes the server's routes
     */
    public void register(RoutesConfig routes) {
        routes.get(PATH, context -> {
            if (Queries.text(context, "follow").filter("true"::equals).isPresent()) {
                stream.handle(context);
            } else {
                tail(context);
            }
        });
    }

    private void tail(Context context) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        lines(context).forEach(document.putArray("lines")::add);
        JsonAnswer.send(context, document.toString());
    }

    private void follow(SseClient client) {
        List<String> first = lines(client.ctx());
        String id = client.ctx().pathParam("id");
        client.ctx().header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
        client.keepAlive();
        new FollowedLog(client).begin(first, receiver -> runtimes.followLogs(id, receiver));
    }

    private List<String> lines(Context context) {
        return runtimes.logs(context.pathParam("id"), Queries.count(context, "tail", DEFAULT_LINES, MOST_LINES));
    }
}
