package dev.venom.runtime.supervisor.systemd.internal.unit;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.supervisor.systemd.internal.access.Caller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What somebody has to do besides writing a unit. */
final class UnitNotes {
    private static final Path LINGER = Path.of("/var/lib/systemd/linger");

    private UnitNotes() {}

    static List<String> of(RuntimeSpec spec, String unit, Caller caller) {
        List<String> notes = new ArrayList<>();
        boolean user = spec.scope() == RuntimeSpec.Scope.USER;
        notes.add("To start it when " + (user ? "the user's manager" : "the machine") + " starts: systemctl "
                + (user ? "--user " : "") + "enable " + unit);
        if (user && !Files.exists(LINGER.resolve(caller.name()))) {
            notes.add("Units of a user end with the user's last session. To let them run without one: loginctl"
                    + " enable-linger " + caller.name());
        }
        if (!user && !caller.isRoot()) {
            notes.add("Only root may start and stop units of the system. To let " + caller.name()
                    + " start and stop this one, root puts the following into " + PolkitRule.FILE
                    + " (polkit 0.106 or newer):\n" + PolkitRule.text(unit, caller.name()));
        }
        if (!user) {
            secrets(spec)
                    .forEach(name -> notes.add("Everybody on this machine can read the units: " + name
                            + " looks like a secret and is better kept in a file that only the service's user can"
                            + " read, named by \"env_file\"."));
        }
        return notes;
    }

    private static Stream<String> secrets(RuntimeSpec spec) {
        return spec.environment().keySet().stream().filter(UnitNotes::isSecret).sorted();
    }

    private static boolean isSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Stream.of("TOKEN", "SECRET", "PASSWORD", "API_KEY").anyMatch(upper::contains);
    }
}
