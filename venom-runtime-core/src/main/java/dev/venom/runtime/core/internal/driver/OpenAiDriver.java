package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.compatibility.OpenAiCompatibility;
import dev.venom.runtime.core.internal.driver.failure.LlamaCppLog;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.ServingTarget;
import dev.venom.runtime.spi.transport.HttpReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
            return isMissing(answer)
                    ? report(door.get("/v1/models"), "/v1/models", door)
                    : report(answer, "/health", door);
        } catch (VenomException unanswered) {
            return door.unanswered(unanswered);
        }
    }

    private static boolean isMissing(HttpReply answer) {
        int status = answer.head().status();
        return status == 404 || status == 405 || status == 501;
    }

    @Override
    public Optional<String> version(DriverContext context) {
        return door(context).document("/props").flatMap(document -> document.text("build_info"));
    }

    @Override
    public Activity activity(DriverContext context) {
        return new OpenAiActivity(door(context)).tell();
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
        Optional<HealthReport> refusing = door.refusing(path, answer);
        if (refusing.isPresent()) {
            return refusing.get();
        }
        int status = answer.head().status();
        if (answer.head().isSuccess()) {
            Rest rest = new LlamaCppSleep(door).rest();
            String detail = path + " answered " + status + (rest == Rest.ASLEEP ? "; the next request wakes it" : "");
            return new HealthReport(Health.HEALTHY, detail, ServedNames.of(door), Optional.empty(), rest);
        }
        String detail = path + " answered " + status + (status == 503 ? ": it is loading its model" : "");
        return new HealthReport(Health.UNHEALTHY, detail, List.of(), Optional.empty());
    }

    private static RuntimeDoor door(DriverContext context) {
        return new RuntimeDoor(context, ServerKey.ofLlamaCpp(context));
    }
}
