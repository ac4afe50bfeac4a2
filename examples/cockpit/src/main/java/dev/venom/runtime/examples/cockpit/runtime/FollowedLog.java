package dev.venom.runtime.examples.cockpit.runtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader of a log. A thread of its own sends the lines: a reader who is slow holds up nobody, and one who falls
 * far behind is cut off. Thread-safe.
 */
final class FollowedLog {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedLog.class);
    private static final int FAR_BEHIND = 50_000;
    private static final int HEARTBEAT_SECONDS = 10;

    private final SseClient client;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(FAR_BEHIND);
    private final AtomicBoolean over = new AtomicBoolean();

    FollowedLog(SseClient client) {
        this.client = client;
    }

    void begin(List<String> first, Subscription subscription) {
        lines.addAll(first);
        client.onClose(() -> over.set(true));
        Thread thread = new Thread(() -> serve(subscription), "venom-cockpit-log");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Subscription subscription) {
        try (client;
                AutoCloseable following = subscription.open(this::offer)) {
            LOG.debug("a reader follows a log subscription={}", following);
            while (!over.get() && !client.terminated()) {
                send(lines.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (Exception gone) {
            LOG.debug("a reader of a log went away", gone);
        }
    }

    private void offer(String line) {
        if (!lines.offer(line)) {
            over.set(true);
        }
    }

    private void send(@Nullable String line) {
        if (line == null) {
            client.sendComment("heartbeat");
        } else {
            client.sendEvent(
                    "log",
                    JsonNodeFactory.instance.objectNode().put("line", line).toString());
        }
    }

    /** Begins to hand over lines. */
    @FunctionalInterface
    interface Subscription {
        AutoCloseable open(Consumer<String> receiver);
    }
}
