package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.compatibility.OpenAiCompatibility;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.core.internal.json.MalformedJsonException;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.ServingTarget;
import dev.venom.runtime.spi.transport.HttpReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Knows servers that speak OpenAI's protocol, llama.cpp's first of all (tools/server/README.md there): {@code /health}
 * says 503 while the model loads; {@code /metrics} is there with {@code --metrics}, {@code /slots} with {@code --slots}. A
 * server that has neither is asked for its models only. Immutable.
 */
public final class OpenAiDriver implements RuntimeDriver {
    private static final Duration PROOF = Duration.ofSeconds(30);
    private static final JsonReader JSON = JsonReader.within(JsonLimits.FOREIGN);

    /** Makes the driver. */
    public OpenAiDriver() {}

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public Switching switching() {
        return Switching.BY_RESTART;
    }

    @Override
    public HealthReport health(DriverContext context) {
        RuntimeDoor door = door(context);
        try {
            HttpReply answer = door.get("/health");
            if (answer.head().status() == 404) {
                HttpReply models = door.get("/v1/models");
                return report(models, "/v1/models", door);
            }
            return report(answer, "/health", door);
        } catch (VenomException unanswered) {
            return new HealthReport(Health.UNREACHABLE, unanswered.getMessage(), List.of(), Optional.empty());
        }
    }

    @Override
    public Optional<String> version(DriverContext context) {
        return door(context).document("/props").flatMap(document -> document.text("build_info"));
    }

    @Override
    public Activity activity(DriverContext context) {
        RuntimeDoor door = door(context);
        Optional<PrometheusText> metrics = door.find("/metrics").map(reply -> new PrometheusText(reply.text()));
        if (metrics.isPresent()) {
            PrometheusText known = metrics.get();
            OptionalLong predicted = known.whole("llamacpp:tokens_predicted_total");
            return new Activity(
                    known.whole("llamacpp:requests_processing"),
                    known.whole("llamacpp:requests_deferred"),
                    predicted.isPresent()
                            ? OptionalLong.of(predicted.getAsLong()
                                    + known.whole("llamacpp:prompt_tokens_total")
                                            .orElse(0))
                            : OptionalLong.empty());
        }
        return new Activity(busySlots(door), OptionalLong.empty(), OptionalLong.empty());
    }

    @Override
    public Verdict prove(String name, DriverContext context) {
        Duration limit = context.spec().startTimeout();
        return new ModelProof(door(context), name, PROOF.compareTo(limit) < 0 ? PROOF : limit).verdict();
    }

    @Override
    public Sample sample(String name, String prompt, DriverContext context) {
        return new PromptSample(door(context), name).of(prompt);
    }

    @Override
    public List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target) {
        return OpenAiCompatibility.judge(model, weightBytes, target);
    }

    @Override
    public Optional<Diagnosis> diagnose(List<String> logTail) {
        return LlamaCppLog.diagnose(logTail);
    }

    private static HealthReport report(HttpReply answer, String path, RuntimeDoor door) {
        int status = answer.head().status();
        if (answer.head().isSuccess()) {
            return new HealthReport(
                    Health.HEALTHY, path + " answered " + status, ServedNames.of(door), Optional.empty());
        }
        String detail = path + " answered " + status + (status == 503 ? ": it is loading its model" : "");
        return new HealthReport(Health.UNHEALTHY, detail, List.of(), Optional.empty());
    }

    private static OptionalLong busySlots(RuntimeDoor door) {
        return door.find("/slots")
                .flatMap(OpenAiDriver::slots)
                .map(slots -> OptionalLong.of(slots.stream()
                        .filter(slot -> slot.flag("is_processing").orElse(false))
                        .count()))
                .orElse(OptionalLong.empty());
    }

    private static Optional<List<JsonObject>> slots(HttpReply reply) {
        try {
            JsonValue root = JSON.read(reply.body());
            return root.asArray().map(array -> array.objects());
        } catch (MalformedJsonException nothing) {
            return Optional.empty();
        }
    }

    private static RuntimeDoor door(DriverContext context) {
        return new RuntimeDoor(context, ServerKey.ofLlamaCpp(context));
    }
}
