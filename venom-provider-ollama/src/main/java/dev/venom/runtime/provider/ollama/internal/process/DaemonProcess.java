package dev.venom.runtime.provider.ollama.internal.process;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessTable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A process that serves Ollama's interface, or seems to. Immutable.
 *
 * @param entry the process
 * @param table the processes of this host
 */
public record DaemonProcess(ProcessEntry entry, ProcessTable table) {
    private static final Pattern SERVER =
            Pattern.compile("(?:\\S*[/\\\\])?ollama(?:\\.exe)? (?:serve|start)(?: .*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTAINER = Pattern.compile(".*(docker|libpod|containerd|kubepods|lxc|crio).*");

    /**
     * All processes that are {@code ollama serve} by their command line.
     *
     * @param table the processes of this host
     * @return those that are alive
     */
    public static List<DaemonProcess> all(ProcessTable table) {
        return table.processes().stream()
                .filter(ProcessEntry::isAlive)
                .filter(entry -> SERVER.matcher(entry.commandLine()).matches())
                .map(entry -> new DaemonProcess(entry, table))
                .toList();
    }

    /**
     * The process that answers at an address of this host. Whose socket it is can be seen of other users too, the process can't: then
     * it is that user's only server.
     *
     * @param address the address
     * @param table the processes of this host
     * @return the process; empty where nobody listens, on another host, or who it is can't be told
     */
    public static Optional<DaemonProcess> listening(DaemonAddress address, ProcessTable table) {
        return LocalAddress.of(address.base())
                .flatMap(table::listener)
                .flatMap(holder -> holder.process()
                        .map(entry -> new DaemonProcess(entry, table))
                        .or(() -> onlyServerOf(holder.userId(), table)));
    }

    private static Optional<DaemonProcess> onlyServerOf(long userId, ProcessTable table) {
        List<DaemonProcess> servers = all(table).stream()
                .filter(server -> server.entry.userId() == userId)
                .toList();
        return servers.size() == 1 ? Optional.of(servers.get(0)) : Optional.empty();
    }

    /**
     * Whether it is the real server by its command line.
     *
     * @return true for {@code ollama serve}
     */
    public boolean isServer() {
        return SERVER.matcher(entry.commandLine()).matches();
    }

    /**
     * Whether it runs in a container: then its paths are not those of this host.
     *
     * @return true if its control group says so
     */
    public boolean isInContainer() {
        return controlGroup()
                .filter(group -> CONTAINER.matcher(group).matches())
                .isPresent();
    }

    /**
     * Its control group.
     *
     * @return such as {@code /system.slice/ollama.service}
     */
    public Optional<String> controlGroup() {
        return table.controlGroup(entry.ref());
    }

    /**
     * Where it answers, by its environment.
     *
     * @return the address; empty where its environment can't be read
     */
    public Optional<DaemonAddress> address() {
        return table.variable(entry.ref(), "OLLAMA_HOST")
                .or(() -> table.variable(entry.ref(), "HOME").map(readable -> ""))
                .flatMap(DaemonProcess::address);
    }

    /** What that daemon made of a value that can't be used, nobody knows. */
    private static Optional<DaemonAddress> address(String value) {
        try {
            return Optional.of(DaemonAddress.parse(value));
        } catch (VenomException unusable) {
            return Optional.empty();
        }
    }

    /**
     * Where it keeps models: what its environment says, else the home directory of its user.
     *
     * @return the store; empty where that is not on this host, or can't be told
     */
    public Optional<Path> store() {
        if (isInContainer()) {
            return Optional.empty();
        }
        Optional<Path> configured = table.variable(entry.ref(), "OLLAMA_MODELS").flatMap(DaemonProcess::absolute);
        if (configured.isPresent() || !isServer()) {
            return configured;
        }
        return table.variable(entry.ref(), "HOME")
                .flatMap(DaemonProcess::absolute)
                .or(() -> UserAccounts.SYSTEM.home(entry.userId()))
                .map(home -> home.resolve(".ollama").resolve("models"));
    }

    private static Optional<Path> absolute(String value) {
        try {
            return Optional.of(Path.of(value.strip().replaceAll("^[\"']+|[\"']+$", "")))
                    .filter(Path::isAbsolute);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }
}
