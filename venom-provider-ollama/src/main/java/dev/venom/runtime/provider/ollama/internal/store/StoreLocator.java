package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.provider.ollama.internal.process.DaemonProcess;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the store: the one that is configured, else that of the daemon which listens here, else the default one of
 * this user. Immutable.
 *
 * @param settings the host's configuration
 * @param processes the processes of this host
 */
public record StoreLocator(Settings settings, ProcessTable processes) {
    /** The variable that names the store. */
    public static final String VARIABLE = "OLLAMA_MODELS";

    /**
     * The store into which the registry's way installs.
     *
     * @return a store, which need not exist
     * @throws VenomException INVALID_REQUEST naming the setting that can't be used, or the home directory that is missing
     */
    public StoreLayout locate() {
        return known().orElseGet(() -> new StoreLayout(settings.home()));
    }

    /**
     * The same, for whoever only looks: without a setting, a daemon and a home directory there is none.
     *
     * @return a store, which need not exist; empty where nothing says where it would be
     * @throws VenomException INVALID_REQUEST naming the setting that can't be used
     */
    public Optional<StoreLayout> known() {
        return configured()
                .or(this::ofListeningDaemon)
                .or(() -> home().map(home -> home.resolve(".ollama").resolve("models")))
                .map(StoreLayout::new);
    }

    /**
     * The store of the daemon that is configured, as far as it is on this host.
     *
     * @return the store; empty where the daemon is on another host, or its store can't be told
     */
    public Optional<StoreLayout> ofDaemon() {
        if (!DaemonAddress.of(settings).isLocal()) {
            return Optional.empty();
        }
        boolean isInContainer = listening().filter(DaemonProcess::isInContainer).isPresent();
        return isInContainer ? Optional.empty() : known();
    }

    /**
     * Where the keys of this user's daemon lie.
     *
     * @return a file, which need not exist
     */
    public Path keyFile() {
        return home().map(home -> home.resolve(".ollama").resolve("id_ed25519"))
                .orElseGet(() -> locate().root().resolveSibling("id_ed25519"));
    }

    /** A container may give its user none; that matters only where something would lie in it. */
    private Optional<Path> home() {
        try {
            return Optional.of(settings.home());
        } catch (VenomException none) {
            return Optional.empty();
        }
    }

    private Optional<Path> configured() {
        return settings.directory(VARIABLE);
    }

    private Optional<Path> ofListeningDaemon() {
        return listening().flatMap(DaemonProcess::store);
    }

    private Optional<DaemonProcess> listening() {
        DaemonAddress address = DaemonAddress.of(settings);
        return address.isLocal() ? DaemonProcess.listening(address, processes) : Optional.empty();
    }
}
