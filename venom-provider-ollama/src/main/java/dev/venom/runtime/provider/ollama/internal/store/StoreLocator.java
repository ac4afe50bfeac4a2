package dev.venom.runtime.provider.ollama.internal.store;

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
     */
    public StoreLayout locate() {
        return new StoreLayout(configured()
                .or(this::ofListeningDaemon)
                .orElseGet(() -> home().resolve(".ollama").resolve("models")));
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
        return isInContainer ? Optional.empty() : Optional.of(locate());
    }

    /**
     * Where the keys of this user's daemon lie.
     *
     * @return a file, which need not exist
     */
    public Path keyFile() {
        return home().resolve(".ollama").resolve("id_ed25519");
    }

    private Optional<Path> configured() {
        return settings.value(VARIABLE)
                .map(value -> value.replaceAll("^[\"']+|[\"']+$", ""))
                .map(value -> Path.of(value).toAbsolutePath().normalize());
    }

    private Optional<Path> ofListeningDaemon() {
        return listening().flatMap(DaemonProcess::store);
    }

    private Optional<DaemonProcess> listening() {
        DaemonAddress address = DaemonAddress.of(settings);
        return address.isLocal() ? DaemonProcess.listening(address, processes) : Optional.empty();
    }

    private Path home() {
        return Path.of(settings.value("HOME").orElse(System.getProperty("user.home")))
                .toAbsolutePath();
    }
}
