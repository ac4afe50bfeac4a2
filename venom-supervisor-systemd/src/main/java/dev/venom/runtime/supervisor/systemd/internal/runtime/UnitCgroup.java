package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the path of a control group says of units, such as {@code /system.slice/ollama.service} and {@code
 * /user.slice/user-1000.slice/user@1000.service/app.slice/vllm.service}. Immutable.
 *
 * @param unit the service
 * @param scope whose manager made the group
 */
record UnitCgroup(String unit, RuntimeSpec.Scope scope) {
    private static final String SERVICE = ".service";
    private static final String MANAGER = "user@";

    /**
     * Reads a path.
     *
     * @param userId units of other users' managers are not looked for
     */
    static Optional<UnitCgroup> parse(String path, long userId) {
        List<String> parts = Arrays.asList(path.split("/"));
        Optional<String> service =
                parts.stream().filter(part -> part.endsWith(SERVICE)).findFirst();
        if (service.filter(name -> name.startsWith(MANAGER)).isEmpty()) {
            return service.map(name -> new UnitCgroup(unescaped(name), RuntimeSpec.Scope.SYSTEM));
        }
        if (!service.get().equals(MANAGER + userId + SERVICE)) {
            return Optional.empty();
        }
        return parts.stream()
                .skip(parts.indexOf(service.get()) + 1L)
                .filter(part -> part.endsWith(SERVICE))
                .findFirst()
                .map(name -> new UnitCgroup(unescaped(name), RuntimeSpec.Scope.USER));
    }

    /** systemd puts an underscore before names that the kernel would take for files of its own. */
    private static String unescaped(String name) {
        return name.startsWith("_") ? name.substring(1) : name;
    }
}
