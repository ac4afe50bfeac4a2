package dev.venom.runtime.core.internal.driver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.Activity.Pace;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How busy a server that speaks OpenAI's protocol is: by its metrics, else by its slots. Tokens are counted there when a
 * request ends, which may take minutes; what moves within a request are llama.cpp's decodings. Immutable.
 *
 * @param client the server
 */
record OpenAiActivity(RuntimeClient client) {
    private static final Activity IDLE =
            new Activity(OptionalLong.of(0), OptionalLong.of(0), OptionalLong.empty(), OptionalDouble.empty());

    /** What sleeps has nothing to do, and is not asked: that would wake it. */
    Activity tell() {
        if (new LlamaCppSleep(client).rest() == Rest.ASLEEP) {
            return IDLE;
        }
        return client.find("/metrics")
                .map(reply -> ofMetrics(new PrometheusText(reply.text())))
                .filter(activity -> activity.runningRequests().isPresent())
                .or(() -> client.find("/slots").flatMap(RuntimeClient::json).map(OpenAiActivity::ofSlots))
                .orElse(Activity.UNKNOWN);
    }

    private static Activity ofMetrics(PrometheusText metrics) {
        OptionalLong decoded = metrics.whole("llamacpp:n_decode_total");
        OptionalLong steady = metrics.whole("vllm:generation_tokens_total");
        OptionalLong finished = metrics.whole("llamacpp:tokens_predicted_total", "sglang:generation_tokens_total");
        return new Activity(
                metrics.whole(
                        "llamacpp:requests_processing",
                        "vllm:num_requests_running",
                        "sglang:num_running_reqs",
                        "tgi_batch_current_size"),
                metrics.whole(
                        "llamacpp:requests_deferred",
                        "vllm:num_requests_waiting",
                        "sglang:num_queue_reqs",
                        "tgi_queue_size"),
                sum(decoded, steady, finished, metrics.whole("llamacpp:prompt_tokens_total")),
                OptionalDouble.empty(),
                steady.isPresent() ? Pace.STEADY : decoded.isPresent() ? Pace.BY_BATCH : Pace.BY_REQUEST);
    }

    private static Activity ofSlots(JsonNode answer) {
        List<JsonNode> slots = Json.objects(answer);
        long busy = slots.stream()
                .filter(slot -> slot.path("is_processing").booleanValue())
                .count();
        OptionalLong decoded = sum(slots.stream().map(OpenAiActivity::decoded).toArray(OptionalLong[]::new));
        return new Activity(
                slots.isEmpty() ? OptionalLong.empty() : OptionalLong.of(busy),
                OptionalLong.empty(),
                decoded,
                OptionalDouble.empty(),
                decoded.isPresent() ? Pace.BY_BATCH : Pace.BY_REQUEST);
    }

    /** How far a slot is with its request, together with which request that is. */
    private static OptionalLong decoded(JsonNode slot) {
        OptionalLong written = Stream.concat(
                        Json.objects(slot.path("next_token")).stream(), Json.object(slot.path("next_token")).stream())
                .map(token -> Json.number(token.path("n_decoded")))
                .flatMapToLong(OptionalLong::stream)
                .findFirst();
        return sum(written, Json.number(slot.path("n_prompt_tokens_processed")), Json.number(slot.path("id_task")));
    }

    private static OptionalLong sum(OptionalLong... counters) {
        return Stream.of(counters).anyMatch(OptionalLong::isPresent)
                ? OptionalLong.of(Stream.of(counters)
                        .mapToLong(counter -> counter.orElse(0))
                        .sum())
                : OptionalLong.empty();
    }
}
