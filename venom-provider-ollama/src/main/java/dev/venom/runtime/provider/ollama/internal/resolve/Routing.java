package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.provider.ollama.internal.command.OllamaCommand;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.daemon.PullDeadline;
import dev.venom.runtime.provider.ollama.internal.registry.RegistryAddress;
import dev.venom.runtime.provider.ollama.internal.store.StoreLayout;
import dev.venom.runtime.provider.ollama.internal.store.StoreLocator;
import dev.venom.runtime.provider.ollama.internal.store.StoreOwnership;
import dev.venom.runtime.spi.Settings;
import java.util.Optional;

/**
 * Decides by which way a model comes: as the request says; else straight from the registry where {@code
 * OLLAMA_REGISTRY} is set or no daemon answers, else through the daemon. Immutable.
 *
 * @param settings the host's configuration
 * @param locator knows the store
 * @param daemon the daemon that is configured
 * @param version its version; empty where it does not answer
 * @param timeout how long it may make no progress
 */
record Routing(
        Settings settings, StoreLocator locator, DaemonClient daemon, Optional<String> version, PullDeadline timeout) {
    InstallRoute choose(InstallRequest request, RegistryAddress address) {
        boolean isDaemonWanted = request.route()
                .map(InstallRequest.Route.DAEMON::equals)
                .orElseGet(() -> settings.value(RegistryAddress.VARIABLE).isEmpty() && version.isPresent());
        if (isDaemonWanted) {
            return throughDaemon(version.orElseThrow(this::silent));
        }
        requireSilence(request);
        StoreLayout store = locator.locate();
        boolean isLastResort = request.route().isEmpty()
                && version.isEmpty()
                && new StoreOwnership(store).refusal().isPresent();
        Optional<OllamaCommand> command = isLastResort ? OllamaCommand.find(settings) : Optional.empty();
        return command.isPresent()
                ? new CommandRoute(command.get(), new DaemonDestination(daemon.address(), locator.ofDaemon()))
                : new RegistryRoute(store, address.toString());
    }

    /**
     * Whoever names a daemon wants its store: where it answers and refuses, another store is not filled in its place.
     * Behind the default address may be any program.
     */
    private void requireSilence(InstallRequest request) {
        boolean isAsked = request.route().isEmpty()
                && settings.value(RegistryAddress.VARIABLE).isEmpty()
                && settings.value("OLLAMA_HOST").isPresent();
        if (isAsked && version.isEmpty() && daemon.answers()) {
            throw new VenomException(
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    "What answers at " + daemon.address()
                            + " (OLLAMA_HOST) is no Ollama, or does not let this host speak" + " to it.",
                    "Correct OLLAMA_HOST, or install with --via registry into the store on this host.");
        }
    }

    private InstallRoute throughDaemon(String answered) {
        Optional<StoreLayout> store = new DaemonStore(daemon, locator).find();
        return new DaemonRoute(daemon, answered, new DaemonDestination(daemon.address(), store), timeout);
    }

    private VenomException silent() {
        return new VenomException(
                ErrorCode.NETWORK,
                "No Ollama answers at " + daemon.address() + ".",
                "Start it, set OLLAMA_HOST, or install with --via registry.");
    }
}
