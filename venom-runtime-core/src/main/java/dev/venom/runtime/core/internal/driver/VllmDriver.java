package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.compatibility.CommandOptions;
import dev.venom.runtime.core.internal.compatibility.VllmCompatibility;
import dev.venom.runtime.core.internal.compatibility.VllmMemory;
import dev.venom.runtime.core.internal.driver.failure.VllmLog;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.ServedModel;
import dev.venom.runtime.spi.runtime.ServingTarget;
import dev.venom.runtime.spi.runtime.SettingsFile;
import dev.venom.runtime.spi.transport.HttpReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Knows vLLM's server, versions 0.9 to 0.33 ({@code vllm serve}): its health is a flag that is not tied to its engine,
 * so that only a token proves it. It takes another model by a restart. Immutable.
 */
public final class VllmDriver implements RuntimeDriver {
    private static final Duration PROOF = Duration.ofSeconds(30);
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(60);
    private static final String SLEEP_MODE = "--enable-sleep-mode";

    /** Makes the driver. */
    public VllmDriver() {}

    @Override
    public String kind() {
        return "vllm";
    }

    @Override
    public Switching switching() {
        return Switching.BY_RESTART;
    }

    @Override
    public HealthReport health(DriverContext context) {
        RuntimeDoor door = door(context);
        HttpReply answer;
        try {
            answer = door.get("/health");
        } catch (VenomException unanswered) {
            return door.unanswered(unanswered);
        }
        Optional<HealthReport> refusing = door.refusing("/health", answer);
        if (refusing.isPresent()) {
            return refusing.get();
        }
        if (!answer.head().isSuccess()) {
            String detail = "/health answered " + answer.head().status() + ": its engine is dead";
            return new HealthReport(Health.UNHEALTHY, detail, List.of(), Optional.empty());
        }
        boolean sleeps = maySleep(context.spec()) && isAsleep(door);
        return new HealthReport(
                Health.HEALTHY,
                "/health answered 200" + (sleeps ? "; it sleeps until it is woken" : ""),
                ServedNames.of(door),
                Optional.empty(),
                sleeps ? Rest.ASLEEP : Rest.NEVER);
    }

    @Override
    public Optional<String> version(DriverContext context) {
        return door(context).document("/version").flatMap(document -> document.text("version"));
    }

    @Override
    public Activity activity(DriverContext context) {
        RuntimeDoor door = door(context);
        Optional<PrometheusText> metrics = door.find("/metrics").map(reply -> new PrometheusText(reply.text()));
        if (metrics.isEmpty()) {
            return Activity.UNKNOWN;
        }
        OptionalLong running = metrics.get().whole("vllm:num_requests_running");
        OptionalLong generated = metrics.get().whole("vllm:generation_tokens_total", "vllm:generation_tokens");
        OptionalLong read = metrics.get().whole("vllm:prompt_tokens_total", "vllm:prompt_tokens");
        return new Activity(
                atLeast(running, load(door, context.spec())),
                metrics.get().whole("vllm:num_requests_waiting"),
                generated.isPresent() ? OptionalLong.of(generated.getAsLong() + read.orElse(0)) : OptionalLong.empty(),
                cachePercent(metrics.get()));
    }

    /** A share of 1 in spite of its name; the older name counts only the GPU's part, which is all there is today. */
    private static OptionalDouble cachePercent(PrometheusText metrics) {
        OptionalDouble share = metrics.highest("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc");
        return share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share;
    }

    @Override
    public Verdict prove(String name, DriverContext context) {
        return new ModelProof(door(context), name, shorter(PROOF, context.spec().startTimeout())).verdict();
    }

    /** With {@code --shutdown-timeout}, which is there since 0.18; without it a stop cuts what is being answered. */
    @Override
    public boolean finishesRequestsOnStop(RuntimeSpec spec) {
        return CommandOptions.of(spec).count("--shutdown-timeout").isPresent();
    }

    @Override
    public boolean wake(DriverContext context) {
        RuntimeDoor door = door(context);
        boolean sleeps = isAsleep(door);
        if (sleeps) {
            new VllmSleep(door).wake();
        }
        return sleeps;
    }

    /** A token costs nobody anything here, unless somebody watches for idleness to put it to sleep, or it has one slot. */
    @Override
    public Optional<Duration> probeInterval(RuntimeSpec spec) {
        boolean costs = isMadeToSleep(spec)
                || CommandOptions.of(spec)
                        .value("--max-num-seqs")
                        .filter("1"::equals)
                        .isPresent();
        return costs ? Optional.empty() : Optional.of(BETWEEN_PROBES);
    }

    /** Where a unit or command takes its model from a YAML file, that file is what has to say another model. */
    @Override
    public List<SettingsFile> settings(ServedModel model, RuntimeSpec spec) {
        CommandOptions options = CommandOptions.of(spec);
        boolean namesModel = spec.command().stream().anyMatch(word -> word.contains("${model_path}"));
        return options.value("--config").filter(file -> !namesModel).stream()
                .map(file -> new SettingsFile(
                        Path.of(file),
                        SettingsFile.Form.YAML,
                        Map.of("model", model.path().toString(), "served-model-name", model.name())))
                .toList();
    }

    @Override
    public Sample sample(String name, String prompt, DriverContext context) {
        return new PromptSample(door(context), name).of(prompt);
    }

    @Override
    public List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target) {
        return VllmCompatibility.judge(model, weightBytes, target);
    }

    @Override
    public OptionalDouble reservedGpuShare(RuntimeSpec spec) {
        CommandOptions options = CommandOptions.of(spec);
        return options.has("--kv-cache-memory-bytes")
                ? OptionalDouble.empty()
                : OptionalDouble.of(VllmMemory.share(options, Optional.empty()));
    }

    @Override
    public Optional<Diagnosis> diagnose(List<String> logTail) {
        return VllmLog.diagnose(logTail);
    }

    /** Requests that are still being tokenised show only here; without tracking it says 0 whatever happens. */
    private static OptionalLong load(RuntimeDoor door, RuntimeSpec spec) {
        CommandOptions options = CommandOptions.of(spec);
        if (options.areKnown() && !options.has("--enable-server-load-tracking")) {
            return OptionalLong.empty();
        }
        return door.document("/load")
                .map(document -> document.number("server_load"))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong atLeast(OptionalLong running, OptionalLong load) {
        return running.isPresent() ? OptionalLong.of(Math.max(running.getAsLong(), load.orElse(0))) : load;
    }

    /** What a unit or a script starts may have options that are not known here. */
    private static boolean maySleep(RuntimeSpec spec) {
        boolean isKnown = spec.command().contains("serve");
        return !isKnown || isMadeToSleep(spec);
    }

    private static boolean isMadeToSleep(RuntimeSpec spec) {
        return spec.command().stream().anyMatch(word -> word.contains(SLEEP_MODE))
                || spec.environment().containsKey("VLLM_SERVER_DEV_MODE");
    }

    private static boolean isAsleep(RuntimeDoor door) {
        return door.document("/is_sleeping")
                .flatMap(document -> document.flag("is_sleeping"))
                .orElse(false);
    }

    private static RuntimeDoor door(DriverContext context) {
        return new RuntimeDoor(context, ServerKey.ofVllm(context));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
