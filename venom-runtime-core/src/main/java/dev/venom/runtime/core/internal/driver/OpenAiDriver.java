package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.compatibility.OpenAiCompatibility;
import dev.venom.runtime.core.internal.driver.failure.LlamaCppLog;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import dev.venom.runtime.spi.runtime.ServingTarget;
import dev.venom.runtime.spi.transport.Credential;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows servers that speak OpenAI's protocol and are none of those with a driver of their own, llama.cpp's first of all
 * (tools/server/README.md there): {@code /health} says 503 while the model loads; {@code /metrics} is there with
 * {@code --metrics}, {@code /slots} with {@code --slots}. A server that has neither is asked for its models only. Immutable.
 */
public final class OpenAiDriver extends OpenAiProtocolDriver {
    private static final Set<Integer> MISSING = Set.of(404, 405, 501);
    private static final int LOADING = 503;

    /** Makes the driver. */
    public OpenAiDriver() {}

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    Optional<Credential> credential(DriverContext context) {
        return ServerApiKey.ofLlamaCpp(context);
    }

    @Override
    Asked askHealth(RuntimeClient client) {
        Asked health = super.askHealth(client);
        return MISSING.contains(health.status()) ? Asked.at("/v1/models", client) : health;
    }

    @Override
    Rest rest(RuntimeClient client) {
        return new LlamaCppSleep(client).rest();
    }

    @Override
    String asleep() {
        return "the next request wakes it";
    }

    @Override
    Optional<String> meaning(int status) {
        return status == LOADING ? Optional.of("it is loading its model") : Optional.empty();
    }

    @Override
    public Optional<String> version(DriverContext context) {
        return Json.text(client(context).document("/props").path("build_info"));
    }

    @Override
    public Activity activity(DriverContext context) {
        return new OpenAiActivity(client(context)).tell();
    }

    @Override
    public List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target) {
        return OpenAiCompatibility.judge(model, weightBytes, target);
    }

    @Override
    public Optional<Diagnosis> diagnose(List<String> logTail) {
        return LlamaCppLog.diagnose(logTail);
    }
}
