package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.compatibility.CommandOptions;
import dev.venom.runtime.core.internal.compatibility.VllmCompatibility;
import dev.venom.runtime.core.internal.compatibility.VllmMemory;
import dev.venom.runtime.core.internal.driver.failure.VllmLog;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import dev.venom.runtime.spi.runtime.ServedModel;
import dev.venom.runtime.spi.runtime.ServingTarget;
import dev.venom.runtime.spi.runtime.SettingsFile;
import dev.venom.runtime.spi.transport.Credential;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Knows vLLM's server, versions 0.9 to 0.33 ({@code vllm serve}): its health is a flag that is not tied to its engine,
 * so that only a token proves it. It takes another model by a restart. Immutable.
 */
public final class VllmDriver extends OpenAiProtocolDriver {
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(60);

    /** Makes the driver. */
    public VllmDriver() {}

    @Override
    public String kind() {
        return "vllm";
    }

    @Override
    Optional<Credential> credential(DriverContext context) {
        return ServerApiKey.ofVllm(context);
    }

    @Override
    Rest rest(RuntimeClient client) {
        return new VllmSleep(client).rest();
    }

    @Override
    String asleep() {
        return "it sleeps until it is woken";
    }

    /** Its health is one flag. */
    @Override
    Optional<String> meaning(int status) {
        return Optional.of("its engine is dead");
    }

    @Override
    public Optional<String> version(DriverContext context) {
        return Json.text(client(context).document("/version").path("version"));
    }

    @Override
    public Activity activity(DriverContext context) {
        return new VllmActivity(client(context)).tell();
    }

    /** With {@code --shutdown-timeout}, which is there since 0.18; without it a stop cuts what is being answered. */
    @Override
    public boolean finishesRequestsOnStop(RuntimeSpec spec) {
        return CommandOptions.of(spec).count("--shutdown-timeout").isPresent();
    }

    @Override
    public boolean wake(DriverContext context) {
        return new VllmSleep(client(context)).wake();
    }

    /** A token costs nobody anything here, unless somebody watches for idleness to put it to sleep, or it has one slot. */
    @Override
    public Optional<Duration> probeInterval(RuntimeSpec spec) {
        boolean costs = VllmSleep.isMeant(spec)
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
}
