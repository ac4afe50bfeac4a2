package dev.venom.runtime.core.internal.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What control groups count and limit of memory: {@code memory.current} and {@code memory.max} of version 2 (Linux
 * documentation, cgroup-v2), {@code memory.usage_in_bytes} and {@code memory.limit_in_bytes} of version 1. Cache that
 * the kernel would give back ({@code inactive_file}) is not counted. Thread-safe.
 */
public final class ControlGroupMemory {
    /** Version 1 writes "no limit" as the highest multiple of a page. */
    private static final long NO_LIMIT = 1L << 60;

    private final ProcFiles proc;
    private final AtomicReference<@Nullable ControlGroupMounts> mounts = new AtomicReference<>();

    /** Looks at this host; reads nothing yet. */
    public ControlGroupMemory() {
        this(ProcFiles.SYSTEM);
    }

    ControlGroupMemory(ProcFiles proc) {
        this.proc = proc;
    }

    /**
     * How full a group is, and the groups around it, as far as they can be seen.
     *
     * @param used memory in use in it
     * @param limit what it may use; empty for no limit
     */
    public record Level(long used, OptionalLong limit) {}

    /**
     * The memory of a group.
     *
     * @param group its path, such as {@code /system.slice/ollama.service}
     * @return bytes; empty where memory is not counted there
     */
    public OptionalLong usedBytes(String group) {
        return directory(group).map(ControlGroupMemory::used).orElse(OptionalLong.empty());
    }

    /**
     * A group and every group around it that counts memory.
     *
     * @param group its path
     * @return innermost first
     */
    public List<Level> levels(String group) {
        List<Level> levels = new ArrayList<>();
        for (ControlGroupMounts.Mount mount : mounts().mounts()) {
            Optional<Path> innermost = mount.directory(group).filter(Files::isDirectory);
            for (Path at = innermost.orElse(null); at != null && at.startsWith(mount.point()); at = at.getParent()) {
                Path directory = at;
                used(directory).ifPresent(used -> levels.add(new Level(used, limit(directory))));
            }
        }
        return List.copyOf(levels);
    }

    /**
     * The group that counts the memory of a process.
     *
     * @param pid its number; {@code self} for this one
     * @return its path; empty where there is none
     */
    public Optional<String> groupOf(String pid) {
        return proc.text(pid, "cgroup").flatMap(lines -> memoryPath(lines));
    }

    /**
     * Whether a group holds nothing but certain processes, so that its memory is theirs.
     *
     * @param group its path
     * @param pids their numbers
     * @return false also where that can't be seen
     */
    public boolean holdsOnly(String group, Set<Long> pids) {
        return directory(group)
                .flatMap(directory -> text(directory.resolve("cgroup.procs")))
                .map(lines -> lines.lines().map(String::strip).collect(Collectors.toSet()))
                .filter(members -> !members.isEmpty()
                        && members.stream().allMatch(pid -> pids.stream().anyMatch(one -> pid.equals(one.toString()))))
                .isPresent();
    }

    private static Optional<String> memoryPath(String lines) {
        return lines.lines()
                .filter(line -> {
                    String[] parts = line.split(":", 3);
                    return parts.length == 3 && List.of(parts[1].split(",")).contains("memory");
                })
                .findFirst()
                .or(() -> lines.lines().filter(line -> line.startsWith("0::")).findFirst())
                .map(line -> line.split(":", 3)[2]);
    }

    private Optional<Path> directory(String group) {
        return mounts().mounts().stream()
                .flatMap(mount -> mount.directory(group).stream())
                .filter(directory -> used(directory).isPresent())
                .findFirst();
    }

    /** Read once: what is mounted when the library begins stays. */
    private ControlGroupMounts mounts() {
        ControlGroupMounts known = mounts.get();
        if (known == null) {
            known = ControlGroupMounts.parse(proc.text("self", "mountinfo").orElse(""));
            mounts.set(known);
        }
        return known;
    }

    private static OptionalLong used(Path directory) {
        OptionalLong current = number(directory.resolve("memory.current"));
        OptionalLong usage = current.isPresent() ? current : number(directory.resolve("memory.usage_in_bytes"));
        if (usage.isEmpty()) {
            return OptionalLong.empty();
        }
        String key = current.isPresent() ? "inactive_file " : "total_inactive_file ";
        long reclaimable = text(directory.resolve("memory.stat"))
                .flatMap(stat ->
                        stat.lines().filter(line -> line.startsWith(key)).findFirst())
                .map(line -> Long.parseLong(line.substring(key.length()).strip()))
                .orElse(0L);
        return OptionalLong.of(Math.max(0, usage.getAsLong() - reclaimable));
    }

    private static OptionalLong limit(Path directory) {
        OptionalLong max = number(directory.resolve("memory.max"));
        OptionalLong limit = max.isPresent() ? max : number(directory.resolve("memory.limit_in_bytes"));
        return limit.isPresent() && limit.getAsLong() < NO_LIMIT ? limit : OptionalLong.empty();
    }

    private static OptionalLong number(Path file) {
        Optional<String> digits = text(file)
                .map(String::strip)
                .filter(line ->
                        !line.isEmpty() && line.length() < 20 && line.chars().allMatch(Character::isDigit));
        return digits.map(line -> OptionalLong.of(Long.parseLong(line))).orElse(OptionalLong.empty());
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException goneOrForbidden) {
            return Optional.empty();
        }
    }
}
