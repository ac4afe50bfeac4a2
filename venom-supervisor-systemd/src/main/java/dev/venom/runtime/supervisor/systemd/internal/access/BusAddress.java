package dev.venom.runtime.supervisor.systemd.internal.access;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the buses are: as the variables of the D-Bus specification say, else where systemd puts them. Immutable.
 *
 * @param settings the host's configuration
 * @param caller whose session is meant
 */
record BusAddress(Settings settings, Caller caller) {
    private static final String SYSTEM = "DBUS_SYSTEM_BUS_ADDRESS";
    private static final String SESSION = "DBUS_SESSION_BUS_ADDRESS";
    private static final String RUNTIME_DIRECTORY = "XDG_RUNTIME_DIR";
    private static final Path SYSTEM_SOCKET = Path.of("/run/dbus/system_bus_socket");

    /** The address of a manager's bus; empty where there is none. */
    Optional<String> of(RuntimeSpec.Scope scope) {
        return scope == RuntimeSpec.Scope.SYSTEM
                ? settings.value(SYSTEM).or(() -> socket(SYSTEM_SOCKET))
                : settings.value(SESSION).or(() -> socket(runtimeDirectory().resolve("bus")));
    }

    /** What programs need to know to find the same. */
    Map<String, String> environment(RuntimeSpec.Scope scope) {
        Map<String, String> variables = new TreeMap<>();
        settings.value(scope == RuntimeSpec.Scope.SYSTEM ? SYSTEM : SESSION)
                .ifPresent(address -> variables.put(scope == RuntimeSpec.Scope.SYSTEM ? SYSTEM : SESSION, address));
        if (scope == RuntimeSpec.Scope.USER) {
            variables.put(RUNTIME_DIRECTORY, runtimeDirectory().toString());
        }
        return variables;
    }

    private Path runtimeDirectory() {
        return settings.path(RUNTIME_DIRECTORY).orElseGet(() -> Path.of("/run/user/" + caller.id()));
    }

    private static Optional<String> socket(Path path) {
        return Files.exists(path) ? Optional.of("unix:path=" + path) : Optional.empty();
    }
}
