package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.supervisor.systemd.internal.manager.UnitProperties;
import java.util.List;
import java.util.stream.Stream;

/** What of a unit is worth telling in a diagnosis. Its environment may hold secrets and is left out. */
final class UnitDetails {
    private static final List<String> NAMES = List.of(
            "Id",
            "LoadState",
            "LoadError",
            "ActiveState",
            "SubState",
            "Result",
            "UnitFileState",
            "FragmentPath",
            "DropInPaths",
            "NeedDaemonReload",
            "InvocationID",
            "MainPID",
            "ExecMainCode",
            "ExecMainStatus",
            "NRestarts",
            "ControlGroup",
            "TasksCurrent",
            "MemoryCurrent",
            "MemoryPeak",
            "MemoryMax",
            "CPUUsageNSec",
            "User",
            "Type",
            "Restart",
            "KillMode",
            "TimeoutStopUSec",
            "LimitCORE",
            "WorkingDirectory",
            "EnvironmentFiles");

    private UnitDetails() {}

    static List<String> of(UnitProperties properties, String way) {
        return Stream.concat(
                        NAMES.stream()
                                .flatMap(name -> properties.text(name).stream().map(value -> name + "=" + value)),
                        Stream.of("asked over " + way))
                .toList();
    }
}
