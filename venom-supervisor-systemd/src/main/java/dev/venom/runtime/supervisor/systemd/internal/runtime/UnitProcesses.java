package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The living processes of a unit, by its control group (cgroups(7)). Immutable. */
final class UnitProcesses {
    /** systemd's own hierarchy of version 1 first: beside that, the unified one may be empty. */
    private static final List<Path> HIERARCHIES = Stream.of(
                    "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified", "/sys/fs/cgroup")
            .map(Path::of)
            .toList();

    private final ProcessTable table;

    UnitProcesses(ProcessTable table) {
        this.table = table;
    }

    /** Those of a unit, the main process first. */
    List<ProcessRef> of(UnitState state) {
        long main = state.mainPid().orElse(-1);
        return state.controlGroup().stream()
                .flatMap(this::pids)
                .distinct()
                .sorted(Comparator.<Long>comparingInt(pid -> pid == main ? 0 : 1)
                        .thenComparing(pid -> pid))
                .flatMap(pid -> table.find(pid).stream())
                .filter(ProcessEntry::isAlive)
                .map(ProcessEntry::ref)
                .toList();
    }

    private Stream<Long> pids(String group) {
        Optional<Path> directory = HIERARCHIES.stream()
                .map(hierarchy -> hierarchy.resolve(group.substring(1)))
                .filter(Files::isDirectory)
                .findFirst();
        return directory.isPresent() ? listed(directory.get()) : searched(group);
    }

    /** A service may have made groups of its own below. */
    private static Stream<Long> listed(Path directory) {
        List<Long> pids = new ArrayList<>();
        try (Stream<Path> groups = Files.walk(directory)) {
            groups.filter(Files::isDirectory).forEach(group -> pids.addAll(members(group)));
        } catch (IOException | UncheckedIOException gone) {
            return pids.stream();
        }
        return pids.stream();
    }

    private static List<Long> members(Path group) {
        try (Stream<String> lines = Files.lines(group.resolve("cgroup.procs"))) {
            return lines.map(Long::valueOf).toList();
        } catch (IOException | UncheckedIOException gone) {
            return List.of();
        }
    }

    /** Where the groups cannot be read, the processes know theirs. */
    private Stream<Long> searched(String group) {
        return table.processes().stream()
                .map(ProcessEntry::ref)
                .filter(ref -> table.controlGroup(ref)
                        .filter(path -> path.equals(group) || path.startsWith(group + "/"))
                        .isPresent())
                .map(ProcessRef::pid);
    }
}
