package dev.venom.runtime.provider.ollama.internal.runtime;

import dev.venom.runtime.provider.ollama.internal.process.DaemonProcess;
import dev.venom.runtime.provider.ollama.internal.process.UserAccounts;
import dev.venom.runtime.spi.host.ProcessEntry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says who runs a daemon, in words. */
final class Owner {
    private static final Pattern UNIT = Pattern.compile(".*/([^/]+\\.service)(?:/.*)?");
    private static final Pattern USER_MANAGER = Pattern.compile(".*/user@([0-9]+)\\.service/.*");
    private static final Pattern PROXY = Pattern.compile(".*(docker-proxy|rootlessport|slirp4netns|pasta|conmon).*");
    private static final Pattern DESKTOP = Pattern.compile(".*(Ollama\\.app|ollama app).*");

    private Owner() {}

    static String of(DaemonProcess process) {
        ProcessEntry entry = process.entry();
        if (process.isInContainer() || PROXY.matcher(entry.commandLine()).matches()) {
            return "a container" + who(entry);
        }
        Optional<String> unit = process.controlGroup().flatMap(Owner::unit);
        if (unit.isPresent()) {
            return unit.get();
        }
        return parent(process)
                        .filter(parent -> DESKTOP.matcher(parent.commandLine()).matches())
                        .isPresent()
                ? "the desktop application" + who(entry)
                : "the process " + entry.ref().pid() + who(entry);
    }

    private static Optional<String> unit(String group) {
        Matcher manager = USER_MANAGER.matcher(group);
        Matcher unit = UNIT.matcher(manager.matches() ? group.substring(group.indexOf(".service/") + 1) : group);
        if (!unit.matches() || unit.group(1).startsWith("user@")) {
            return Optional.empty();
        }
        return Optional.of(
                manager.matches()
                        ? "the unit " + unit.group(1) + " of user "
                                + UserAccounts.SYSTEM.name(Long.parseLong(manager.group(1)))
                        : "the system unit " + unit.group(1));
    }

    private static Optional<ProcessEntry> parent(DaemonProcess process) {
        return process.table().find(process.entry().parentPid());
    }

    private static String who(ProcessEntry entry) {
        return " of user " + UserAccounts.SYSTEM.name(entry.userId());
    }

    /** Of a daemon whose process can't be seen. */
    static String unknown(boolean isLocal) {
        return isLocal ? "a process that this user can't see" : "another host";
    }
}
