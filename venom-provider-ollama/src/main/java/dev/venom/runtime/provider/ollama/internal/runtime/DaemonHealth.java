package dev.venom.runtime.provider.ollama.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonModel;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks a daemon how it is: it says its version and what is loaded. Other products imitate the first; hardly one has the
 * second. Immutable.
 *
 * @param daemon the daemon
 */
public record DaemonHealth(DaemonClient daemon) {
    private static final long MIB = 1 << 20;

    /**
     * Asks.
     *
     * @return what it says
     */
    public HealthReport report() {
        Optional<String> version = daemon.version();
        if (version.isEmpty()) {
            Optional<String> refusal = daemon.refusal();
            if (refusal.isPresent()) {
                return report(Health.REFUSING, refusal.get());
            }
            return daemon.answers()
                    ? report(Health.UNHEALTHY, "something else than an Ollama answers at " + daemon.address())
                    : report(Health.UNREACHABLE, "nobody answers at " + daemon.address());
        }
        try {
            List<DaemonModel> loaded = daemon.loaded();
            return new HealthReport(
                    Health.HEALTHY,
                    "Ollama " + version.get() + ", " + detail(loaded),
                    loaded.stream().map(DaemonHealth::name).toList(),
                    version);
        } catch (VenomException failure) {
            return new HealthReport(health(failure), detail(failure), List.of(), version);
        }
    }

    private Health health(VenomException failure) {
        return failure.code() == ErrorCode.NETWORK ? Health.UNREACHABLE : Health.UNHEALTHY;
    }

    private String detail(VenomException failure) {
        return failure.code() == ErrorCode.STALLED
                ? "it tells its version, but not what is loaded: its scheduler is stuck"
                : "it tells a version, but not what is loaded, as an Ollama would: " + failure.getMessage();
    }

    private static String detail(List<DaemonModel> loaded) {
        return loaded.isEmpty()
                ? "no model loaded"
                : loaded.size() + " loaded: "
                        + loaded.stream().map(DaemonHealth::detail).collect(Collectors.joining("; "));
    }

    private static String detail(DaemonModel model) {
        StringBuilder text = new StringBuilder(name(model))
                .append(" (")
                .append(model.sizeBytes() / MIB)
                .append(" MiB");
        model.vramBytes()
                .ifPresent(bytes -> text.append(", ").append(bytes / MIB).append(" MiB of it on GPUs"));
        model.config()
                .contextLength()
                .ifPresent(tokens -> text.append(", context ").append(tokens));
        model.expiresAt().ifPresent(when -> text.append(", until ").append(when));
        return text.append(')').toString();
    }

    /** The name as references have it. */
    private static String name(DaemonModel model) {
        try {
            return ModelName.parse(model.name()).shortText();
        } catch (VenomException strange) {
            return model.name();
        }
    }

    private static HealthReport report(Health health, String detail) {
        return new HealthReport(health, detail, List.of(), Optional.empty());
    }
}
