package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.core.internal.runtime.registry.HostContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.transport.Origin;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Fills a runtime's description in with the active model. Thread-safe. */
public final class LaunchPlans {
    private static final String MODEL_PATH = "${model_path}";
    private static final String MODEL_NAME = "${model_name}";
    private static final String PORT = "${port}";

    private final HostContext host;
    private final BooleanSupplier lasting;

    /**
     * Makes plans for a host.
     *
     * @param host where runtimes are started
     * @param lasting whether this process is a host that stays: only with one of those a child process may have
     *     to end; what a command started lives on
     */
    public LaunchPlans(HostContext host, BooleanSupplier lasting) {
        this.host = host;
        this.lasting = lasting;
    }

    /**
     * How a runtime is started now.
     *
     * @param runtime the runtime
     * @param model the model it is to serve
     * @return a plan without placeholders
     * @throws VenomException NOT_INSTALLED if the command needs a model and there is none
     */
    public LaunchPlan forStart(KnownRuntime runtime, Optional<ActiveModel> model) {
        RuntimeSpec spec = runtime.spec();
        Map<String, String> words = new LinkedHashMap<>();
        words.put(PORT, Integer.toString(port(spec)));
        requireModel(spec, model).ifPresent(active -> {
            words.put(MODEL_PATH, active.path().toString());
            words.put(MODEL_NAME, active.name());
        });
        Map<String, String> environment = new LinkedHashMap<>(spec.environment());
        environment.putAll(host.files().environment(spec.id()).read());
        environment.replaceAll((name, value) -> filled(value, words));
        List<String> command =
                spec.command().stream().map(word -> filled(word, words)).toList();
        return plan(spec, command, environment);
    }

    /**
     * How a runtime is started by its unit, whatever model is active by then: the placeholders of the model stay.
     *
     * @param runtime the runtime
     * @return a plan
     */
    public LaunchPlan forUnit(KnownRuntime runtime) {
        RuntimeSpec spec = runtime.spec();
        Map<String, String> words = Map.of(PORT, Integer.toString(port(spec)));
        return plan(
                spec, spec.command().stream().map(word -> filled(word, words)).toList(), spec.environment());
    }

    /**
     * The port on which a runtime answers.
     *
     * @param spec its description
     * @return the port of its address, or that of the scheme
     */
    public static int port(RuntimeSpec spec) {
        return Origin.of(spec.baseUri()).port();
    }

    private LaunchPlan plan(RuntimeSpec spec, List<String> command, Map<String, String> environment) {
        return new LaunchPlan(
                lasting.getAsBoolean() ? spec : kept(spec),
                command,
                environment,
                host.files().environment(spec.id()).path().toAbsolutePath(),
                spec.workingDirectory(),
                host.logs().file(spec.id()));
    }

    /**
     * The model that a runtime can't be started without.
     *
     * @param spec its description
     * @param model the model that is active on it
     * @return the model; empty where its command does not ask for one
     * @throws VenomException NOT_INSTALLED if it needs one and has none, or one that is gone
     */
    public static Optional<ActiveModel> requireModel(RuntimeSpec spec, Optional<ActiveModel> model) {
        if (!needsModel(spec)) {
            return Optional.empty();
        }
        ActiveModel active = model.orElseThrow(() -> new VenomException(
                ErrorCode.NOT_INSTALLED,
                "The runtime " + spec.id() + " needs a model to start, and none is active on it.",
                "Activate one: 'activate " + spec.id() + " REF'."));
        if (!Files.exists(active.path())) {
            throw new VenomException(
                    ErrorCode.NOT_INSTALLED,
                    "The model " + active.ref() + ", active on " + spec.id() + ", is not at " + active.path()
                            + " any more.",
                    "Install it again, or activate another one: 'activate " + spec.id() + " REF'.");
        }
        return Optional.of(active);
    }

    private static boolean needsModel(RuntimeSpec spec) {
        return spec.command().stream().anyMatch(word -> word.contains(MODEL_PATH) || word.contains(MODEL_NAME));
    }

    private static String filled(String word, Map<String, String> words) {
        String text = word;
        for (Map.Entry<String, String> each : words.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return text;
    }

    private static RuntimeSpec kept(RuntimeSpec spec) {
        if (spec.onHostExit() == RuntimeSpec.OnHostExit.KEEP) {
            return spec;
        }
        RuntimeSpecBuilder copy = RuntimeSpec.builder(spec.id(), spec.kind(), spec.baseUri())
                .command(spec.command())
                .scope(spec.scope())
                .environment(spec.environment())
                .startTimeout(spec.startTimeout())
                .stopTimeout(spec.stopTimeout())
                .drainTimeout(spec.drainTimeout())
                .soakTime(spec.soakTime());
        spec.probeInterval().ifPresent(copy::probeInterval);
        spec.unit().ifPresent(copy::unit);
        spec.environmentFile().ifPresent(copy::environmentFile);
        spec.workingDirectory().ifPresent(copy::workingDirectory);
        return copy.supervision(spec.supervision()).build();
    }
}
