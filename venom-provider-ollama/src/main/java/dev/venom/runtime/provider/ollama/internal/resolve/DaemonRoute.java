package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.daemon.Pull;
import dev.venom.runtime.provider.ollama.internal.daemon.PullDeadline;
import dev.venom.runtime.provider.ollama.internal.daemon.ShownModel;
import dev.venom.runtime.provider.ollama.internal.image.Layer;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.spi.provider.InstallContext;
import java.nio.file.Path;
import java.util.List;

/**
 * Through a running daemon, which fetches the model itself. Immutable.
 *
 * @param daemon the daemon
 * @param version its version
 * @param place where its contents lie, as far as this host can tell
 * @param timeout how long it may make no progress
 */
record DaemonRoute(DaemonClient daemon, String version, DaemonDestination place, PullDeadline timeout)
        implements InstallRoute {
    @Override
    public Path destination(Layer layer) {
        return place.destination(layer);
    }

    @Override
    public Path staging() {
        return place.staging();
    }

    @Override
    public List<Verdict> verdicts() {
        return List.of(Verdict.ok("route", "through the Ollama " + version + " at " + daemon.address()));
    }

    @Override
    public Path install(ResolvedModel model, InstallContext context) {
        return place.fetchIntact(model, context, () -> {
            pull(model, context);
            return shown(model.target().name()).weights();
        });
    }

    private ShownModel shown(ModelName name) {
        return daemon.show(name.shortText())
                .orElseThrow(() -> new VenomException(
                        ErrorCode.PROVIDER_UNAVAILABLE,
                        "The Ollama at " + daemon.address() + " says that it pulled " + name
                                + ", but has no such model.",
                        "See the daemon's log, and whether somebody removed the model meanwhile."));
    }

    /** A daemon knows no other default registry: it is asked for the model there, and gives it its own name then. */
    private void pull(ResolvedModel model, InstallContext context) {
        ModelName name = model.target().name();
        boolean isPlain = model.target().address().isPlain();
        Pull pull = new Pull(daemon, model.sizes(), timeout, context);
        if (!model.target().address().isStandIn()) {
            pull.run(name.shortText(), isPlain);
            return;
        }
        String there = name.textAt(model.target().address().authority());
        pull.run(there, isPlain);
        daemon.copy(there, name.shortText());
        daemon.delete(there);
    }
}
