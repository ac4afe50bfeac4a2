package dev.venom.runtime.provider.ollama;

import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.daemon.LoadedModels;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.provider.ollama.internal.runtime.Compatibility;
import dev.venom.runtime.provider.ollama.internal.runtime.DaemonHealth;
import dev.venom.runtime.provider.ollama.internal.runtime.Detection;
import dev.venom.runtime.provider.ollama.internal.runtime.FailureTexts;
import dev.venom.runtime.provider.ollama.internal.runtime.PromptSample;
import dev.venom.runtime.provider.ollama.internal.runtime.TokenProof;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DiscoveryContext;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.FoundRuntime;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.ServedModel;
import dev.venom.runtime.spi.runtime.ServingTarget;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Knows an Ollama daemon as a runtime: it takes models while it runs, loads them on demand, and tells what is loaded.
 * It does not tell how busy it is. Thread-safe.
 */
public final class OllamaDriver implements RuntimeDriver {
    /** Makes the driver; does no work. */
    public OllamaDriver() {}

    @Override
    public String kind() {
        return "ollama";
    }

    @Override
    public Switching switching() {
        return Switching.IN_PLACE;
    }

    @Override
    public HealthReport health(DriverContext context) {
        return new DaemonHealth(daemon(context)).report();
    }

    @Override
    public Activity activity(DriverContext context) {
        return new Activity(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    @Override
    public Verdict prove(String name, DriverContext context) {
        return new TokenProof(daemon(context), context.spec().startTimeout()).verdict(name);
    }

    @Override
    public Sample sample(String name, String prompt, DriverContext context) {
        return new PromptSample(daemon(context), context.spec().startTimeout()).of(name, prompt);
    }

    /** The daemon finds a model by its name: a path means nothing to it. */
    @Override
    public Map<String, String> environment(ServedModel model) {
        return Map.of("LLM_MODEL_NAME", model.name());
    }

    @Override
    public void load(ServedModel model, DriverContext context) {
        new LoadedModels(daemon(context))
                .load(ModelName.parse(model.name()), context.spec().startTimeout());
    }

    @Override
    public void unload(String name, DriverContext context) {
        new LoadedModels(daemon(context)).unload(ModelName.parse(name));
    }

    @Override
    public List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target) {
        return new Compatibility(model, weightBytes, target).verdicts();
    }

    @Override
    public List<FoundRuntime> discover(DiscoveryContext context) {
        return new Detection(context).find();
    }

    @Override
    public Optional<URI> place(String id, DiscoveryContext context) {
        return new Detection(context).place(id);
    }

    @Override
    public Optional<Diagnosis> diagnose(List<String> logTail) {
        return FailureTexts.read(logTail);
    }

    private static DaemonClient daemon(DriverContext context) {
        URI base = URI.create(context.spec().baseUri().toString().replaceAll("/+$", ""));
        return new DaemonClient(new DaemonAddress(base), context.transport());
    }
}
