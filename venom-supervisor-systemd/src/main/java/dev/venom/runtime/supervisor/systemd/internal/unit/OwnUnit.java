package dev.venom.runtime.supervisor.systemd.internal.unit;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A unit that is all ours. Immutable.
 *
 * @param plan how the runtime is started
 * @param command its command line
 * @param cacheDirectory where models are; the service may write there
 * @param modelStore where Ollama keeps models, if it was chosen
 * @param user whom the service runs as; empty for the user of the manager
 */
record OwnUnit(
        LaunchPlan plan, UnitCommand command, Path cacheDirectory, Optional<String> modelStore, Optional<String> user) {
    private static final String OLLAMA = "ollama";

    /** A start of vLLM may take minutes: failures are counted over half an hour. */
    private static final String START_LIMIT_INTERVAL = "30min";

    private static final int START_LIMIT_BURST = 5;
    private static final int RESTART_SECONDS = 10;
    private static final int RESTART_SECONDS_OLLAMA = 3;

    /** What a JVM and many others return after SIGTERM: the end that was asked for. */
    private static final int TERMINATED = 143;

    String text() {
        UnitText unit = new UnitText().comment(Marker.line(spec().id()));
        unit.section("Unit")
                .set("Description", Escape.text("Runtime " + spec().id() + " (" + spec().kind() + ")"))
                .set("StartLimitIntervalSec", START_LIMIT_INTERVAL)
                .set("StartLimitBurst", START_LIMIT_BURST);
        if (isSystem()) {
            unit.set("Wants", "network-online.target").set("After", "network-online.target");
        }
        unit.section("Service").set("Type", "exec");
        user.ifPresent(name -> unit.set("User", Escape.text(name)));
        addEnvironment(unit);
        plan.workingDirectory().ifPresent(path -> unit.set("WorkingDirectory", Escape.path(path.toString())));
        unit.set("ExecStart", command.line());
        addLifeCycle(unit);
        addLimits(unit);
        unit.section("Install").set("WantedBy", isSystem() ? "multi-user.target" : "default.target");
        return unit.toString();
    }

    private void addEnvironment(UnitText unit) {
        variables().forEach((name, value) -> unit.set("Environment", Escape.assignment(name, value)));
        spec().environmentFile().ifPresent(file -> unit.set("EnvironmentFile", "-" + Escape.pattern(file.toString())));
        String optional = command.needsModel() ? "" : "-";
        unit.set(
                "EnvironmentFile",
                optional + Escape.pattern(plan.environmentFile().toString()));
    }

    /** The file of the active model comes later, and wins. */
    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>(UnitVariables.of(spec()));
        if (spec().kind().equals(OLLAMA)) {
            variables.put("OLLAMA_HOST", spec().baseUri().getAuthority());
            modelStore.ifPresent(path -> variables.put("OLLAMA_MODELS", path));
        }
        variables.putAll(new TreeMap<>(spec().environment()));
        return variables;
    }

    /**
     * {@code mixed} lets the leader finish and leaves no worker behind. A dead vLLM engine may end the server with
     * exit code 0, which only {@code always} takes for what it is.
     */
    private void addLifeCycle(UnitText unit) {
        unit.set("Restart", "always")
                .set("RestartSec", spec().kind().equals(OLLAMA) ? RESTART_SECONDS_OLLAMA : RESTART_SECONDS)
                .set("SuccessExitStatus", TERMINATED)
                .set("KillMode", "mixed")
                .set("TimeoutStopSec", Math.max(1, spec().stopTimeout().toSeconds()))
                .set("StandardOutput", "append:" + Escape.path(plan.logFile().toString()))
                .set("StandardError", "inherit");
    }

    /**
     * Nothing that hides devices or forbids executable memory: GPUs and compiled kernels need both. {@code
     * ProtectClock} and {@code ProtectKernelModules} would close the devices, too.
     */
    private void addLimits(UnitText unit) {
        unit.set("LimitCORE", 0)
                .set("CoredumpFilter", "0")
                .set("LimitNOFILE", 65536)
                .set("NoNewPrivileges", "yes")
                .set("RestrictSUIDSGID", "yes");
        if (isSystem()) {
            unit.set("LimitMEMLOCK", "infinity")
                    .set("ProtectSystem", "full")
                    .set("ProtectControlGroups", "yes")
                    .set("ProtectKernelLogs", "yes")
                    .set("ProtectHostname", "yes")
                    .set("ReadWritePaths", Escape.listedPath("-" + cacheDirectory));
        }
    }

    private RuntimeSpec spec() {
        return plan.spec();
    }

    private boolean isSystem() {
        return spec().scope() == RuntimeSpec.Scope.SYSTEM;
    }
}
