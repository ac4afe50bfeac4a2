package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonModel;
import dev.venom.runtime.provider.ollama.internal.daemon.ShownModel;
import dev.venom.runtime.provider.ollama.internal.store.StoreLayout;
import dev.venom.runtime.provider.ollama.internal.store.StoreLocator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds out where a daemon that answers keeps its models: it names the weights of those that it has. Immutable.
 *
 * @param daemon the daemon
 * @param locator knows where it should be
 */
record DaemonStore(DaemonClient daemon, StoreLocator locator) {
    private static final int MOST_ASKED = 3;

    /** The store; empty where it is on another host, in a container, or can't be told. */
    Optional<StoreLayout> find() {
        if (!daemon.address().isLocal()) {
            return Optional.empty();
        }
        Optional<Path> told = told();
        return told.isEmpty()
                ? locator.ofDaemon()
                : told.filter(weights -> !Files.notExists(weights)).flatMap(StoreLayout::around);
    }

    private Optional<Path> told() {
        try {
            return daemon.models().stream()
                    .filter(model -> model.config().remoteHost().isEmpty())
                    .map(DaemonModel::name)
                    .limit(MOST_ASKED)
                    .flatMap(name -> daemon.show(name).flatMap(ShownModel::weights).stream())
                    .findFirst();
        } catch (VenomException silent) {
            if (silent.code() == ErrorCode.CANCELLED) {
                throw silent;
            }
            return Optional.empty();
        }
    }
}
