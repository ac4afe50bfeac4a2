package dev.venom.runtime.core.internal.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the control groups that count memory are mounted, from {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)).
 * On a hybrid host that is version 1, although version 2 is mounted too. Immutable.
 *
 * @param mounts those that may count memory, version 1 first
 */
record ControlGroupMounts(List<Mount> mounts) {
    private static final int ROOT = 3;
    private static final int POINT = 4;

    /**
     * A mounted hierarchy.
     *
     * @param version 1 or 2
     * @param point where it is mounted
     * @param root which of its groups is seen there
     */
    record Mount(int version, Path point, String root) {
        /** The directory of a group, where the mount shows it. */
        Optional<Path> directory(String group) {
            if (root.equals("/")) {
                return Optional.of(point.resolve(group.substring(1)));
            }
            if (group.equals(root) || group.startsWith(root + "/")) {
                return Optional.of(point.resolve(group.substring(root.length()).replaceFirst("^/", "")));
            }
            return Optional.empty();
        }
    }

    static ControlGroupMounts parse(String mountInfo) {
        List<Mount> counting = mountInfo
                .lines()
                .flatMap(line -> mount(line).stream())
                .sorted((one, other) -> Integer.compare(one.version(), other.version()))
                .toList();
        return new ControlGroupMounts(counting);
    }

    private static Optional<Mount> mount(String line) {
        int separator = line.indexOf(" - ");
        if (separator < 0) {
            return Optional.empty();
        }
        String[] place = line.substring(0, separator).split(" ");
        String[] kind = line.substring(separator + 3).split(" ");
        if (place.length <= POINT || kind.length < 3) {
            return Optional.empty();
        }
        boolean second = kind[0].equals("cgroup2");
        boolean memory = kind[0].equals("cgroup") && List.of(kind[2].split(",")).contains("memory");
        return second || memory
                ? Optional.of(new Mount(second ? 2 : 1, Path.of(place[POINT]), place[ROOT]))
                : Optional.empty();
    }
}
