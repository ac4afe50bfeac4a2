package dev.venom.runtime.core.internal.host;

import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The processes of this host as {@code /proc} shows them. Thread-safe. */
public final class LinuxProcessTable implements ProcessTable {
    private final ProcFiles proc;
    private final ListeningSockets sockets;

    /** Looks at this host; reads nothing yet. */
    public LinuxProcessTable() {
        this(ProcFiles.SYSTEM);
    }

    LinuxProcessTable(ProcFiles proc) {
        this.proc = proc;
        this.sockets = new ListeningSockets(proc);
    }

    @Override
    public List<ProcessEntry> processes() {
        String bootId = bootId();
        return pids().stream().flatMap(pid -> entry(pid, bootId).stream()).toList();
    }

    @Override
    public Optional<ProcessEntry> find(long pid) {
        return entry(Long.toString(pid), bootId());
    }

    @Override
    public Optional<String> variable(ProcessRef process, String name) {
        String start = name + "=";
        return ofVery(process, "environ").stream()
                .flatMap(block -> List.of(block.split("\0")).stream())
                .filter(variable -> variable.startsWith(start))
                .map(variable -> variable.substring(start.length()))
                .findFirst();
    }

    @Override
    public Optional<String> controlGroup(ProcessRef process) {
        return ofVery(process, "cgroup").flatMap(ControlGroups::path);
    }

    @Override
    public Optional<PortHolder> listener(LocalAddress address) {
        return sockets.at(address).map(socket -> {
            OptionalLong pid = sockets.holderOf(socket, pids());
            Optional<ProcessEntry> holder = pid.isPresent() ? find(pid.getAsLong()) : Optional.empty();
            return new PortHolder(socket.address(), socket.userId(), holder);
        });
    }

    /** A file of this very process: read before it is made sure that the number is still its own. */
    private Optional<String> ofVery(ProcessRef process, String file) {
        Optional<String> text = proc.text(Long.toString(process.pid()), file);
        return find(process.pid()).filter(entry -> entry.ref().equals(process)).flatMap(entry -> text);
    }

    private Optional<ProcessEntry> entry(String pid, String bootId) {
        return proc.text(pid, "stat")
                .flatMap(ProcessStat::parse)
                .map(stat -> new ProcessEntry(
                        new ProcessRef(Long.parseLong(pid), stat.startTicks(), bootId),
                        stat.parentPid(),
                        stat.group(),
                        stat.session(),
                        stat.state(),
                        proc.owner(pid).orElse(-1),
                        commandLine(pid, stat)));
    }

    private String commandLine(String pid, ProcessStat stat) {
        return proc.text(pid, "cmdline")
                .map(arguments -> arguments.replace('\0', ' ').strip())
                .filter(line -> !line.isEmpty())
                .orElse(stat.name());
    }

    private List<String> pids() {
        return proc.names().stream()
                .filter(name -> name.chars().allMatch(Character::isDigit))
                .toList();
    }

    private String bootId() {
        return proc.text("sys", "kernel", "random", "boot_id")
                .map(String::strip)
                .orElse("unknown");
    }
}
