package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.compatibility.CommandOptions;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.spi.runtime.Activity;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How busy vLLM is: by its metrics, which count each token as it is made. Immutable.
 *
 * @param client the server
 */
record VllmActivity(RuntimeClient client) {
    Activity tell() {
        return client.find("/metrics")
                .map(reply -> ofMetrics(new PrometheusText(reply.text())))
                .orElse(Activity.UNKNOWN);
    }

    private Activity ofMetrics(PrometheusText metrics) {
        OptionalLong running = metrics.whole("vllm:num_requests_running");
        OptionalLong generated = metrics.whole("vllm:generation_tokens_total", "vllm:generation_tokens");
        OptionalLong read = metrics.whole("vllm:prompt_tokens_total", "vllm:prompt_tokens");
        return new Activity(
                atLeast(running, load(client.spec())),
                metrics.whole("vllm:num_requests_waiting"),
                generated.isPresent() ? OptionalLong.of(generated.getAsLong() + read.orElse(0)) : OptionalLong.empty(),
                cachePercent(metrics));
    }

    /** A share of 1 in spite of its name; the older name counts only the GPU's part, which is all there is today. */
    private static OptionalDouble cachePercent(PrometheusText metrics) {
        OptionalDouble share = metrics.highest("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc");
        return share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share;
    }

    /** Requests that are still being tokenised show only here; without tracking it says 0 whatever happens. */
    private OptionalLong load(RuntimeSpec spec) {
        CommandOptions options = CommandOptions.of(spec);
        if (options.areKnown() && !options.has("--enable-server-load-tracking")) {
            return OptionalLong.empty();
        }
        return Json.number(client.document("/load").path("server_load"));
    }

    private static OptionalLong atLeast(OptionalLong running, OptionalLong load) {
        return running.isPresent() ? OptionalLong.of(Math.max(running.getAsLong(), load.orElse(0))) : load;
    }
}
