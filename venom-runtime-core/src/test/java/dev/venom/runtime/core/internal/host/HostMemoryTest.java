package dev.venom.runtime.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMemoryTest {
    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    Path directory;

    private Path proc;
    private Path groups;

    @BeforeEach
    void aHostOf64Gibibytes() throws IOException {
        proc = directory.resolve("proc");
        groups = directory.resolve("cgroup");
        write(proc.resolve("meminfo"), "MemTotal:       67108864 kB\nMemFree:   1 kB\nMemAvailable:   50331648 kB\n");
        write(proc.resolve("self/cgroup"), "0::/\n");
        write(proc.resolve("self/mountinfo"), "");
    }

    @Test
    void tellsWhatTheHostHasWhereNothingLimitsIt() {
        HostMemory.Figures figures = memory();

        assertThat(figures.totalBytes()).isEqualTo(64 * GIBIBYTE);
        assertThat(figures.availableBytes()).isEqualTo(48 * GIBIBYTE);
        assertThat(figures.isLimited()).isFalse();
        assertThat(figures.usedPercent()).isEqualTo(25);
    }

    @Test
    void respectsTheTightestLimitOfEveryGroupAround() throws IOException {
        mountVersion2("/");
        write(proc.resolve("self/cgroup"), "0::/outer.slice/inner.scope\n");
        group2("outer.slice", 6 * GIBIBYTE, GIBIBYTE, Long.toString(8 * GIBIBYTE));
        group2("outer.slice/inner.scope", 2 * GIBIBYTE, GIBIBYTE, "max");

        HostMemory.Figures figures = memory();

        assertThat(figures.totalBytes()).isEqualTo(8 * GIBIBYTE);
        assertThat(figures.availableBytes())
                .as("cache that can be given back is no use")
                .isEqualTo(3 * GIBIBYTE);
        assertThat(figures.isLimited()).isTrue();
        assertThat(figures.hostBytes()).isEqualTo(64 * GIBIBYTE);
    }

    @Test
    void findsTheLimitOfAContainerWhoseMountShowsItsOwnGroupOnly() throws IOException {
        write(
                proc.resolve("self/mountinfo"),
                "35 31 0:32 /docker/abc " + groups + " rw,relatime - cgroup cgroup rw,memory\n");
        write(proc.resolve("self/cgroup"), "4:cpu,cpuacct:/docker/abc\n3:memory:/docker/abc\n0::/\n");
        group1("", 3 * GIBIBYTE, GIBIBYTE, 4 * GIBIBYTE);

        assertThat(memory().totalBytes()).isEqualTo(4 * GIBIBYTE);
        assertThat(memory().availableBytes()).isEqualTo(2 * GIBIBYTE);
    }

    @Test
    void takesTheHighestNumberOfVersion1ForNoLimit() throws IOException {
        write(proc.resolve("self/mountinfo"), "35 31 0:32 / " + groups + " rw - cgroup cgroup rw,memory\n");
        write(proc.resolve("self/cgroup"), "3:memory:/\n");
        group1("", GIBIBYTE, 0, 9223372036854771712L);

        assertThat(memory().isLimited()).isFalse();
    }

    @Test
    void countsWhatAGroupUsesWithoutTheCacheThatItWouldGiveBack() throws IOException {
        mountVersion2("/");
        group2("ollama.service", 5 * GIBIBYTE, 4 * GIBIBYTE, "max");
        ControlGroupMemory memory = new ControlGroupMemory(new ProcFiles(proc));

        assertThat(memory.usedBytes("/ollama.service")).isEqualTo(OptionalLong.of(GIBIBYTE));
        assertThat(memory.usedBytes("/other.service")).isEmpty();
    }

    @Test
    void prefersTheHierarchyThatCountsOnAHybridHost() throws IOException {
        Path unified = directory.resolve("unified");
        Files.createDirectories(unified.resolve("ollama.service"));
        write(
                proc.resolve("self/mountinfo"),
                "41 31 0:38 / " + unified + " rw - cgroup2 cgroup2 rw\n" + "35 31 0:32 / " + groups
                        + " rw - cgroup cgroup rw,memory\n");
        group1("ollama.service", 2 * GIBIBYTE, 0, 9223372036854771712L);

        assertThat(new ControlGroupMemory(new ProcFiles(proc)).usedBytes("/ollama.service"))
                .isEqualTo(OptionalLong.of(2 * GIBIBYTE));
    }

    @Test
    void knowsWhetherAGroupHoldsStrangersToo() throws IOException {
        mountVersion2("/");
        group2("ollama.service", GIBIBYTE, 0, "max");
        write(groups.resolve("ollama.service/cgroup.procs"), "10\n11\n");
        ControlGroupMemory memory = new ControlGroupMemory(new ProcFiles(proc));

        assertThat(memory.holdsOnly("/ollama.service", Set.of(10L, 11L, 12L))).isTrue();
        assertThat(memory.holdsOnly("/ollama.service", Set.of(10L))).isFalse();
        assertThat(memory.holdsOnly("/nothing.service", Set.of(10L))).isFalse();
    }

    @Test
    void readsTheRealHost() {
        assumeTrue(Files.isReadable(Path.of("/proc/meminfo")), "This host has no /proc.");

        HostMemory.Figures figures = new HostMemory().read().orElseThrow();

        assertThat(figures.totalBytes()).isGreaterThan(64L << 20).isLessThanOrEqualTo(figures.hostBytes());
        assertThat(figures.availableBytes()).isBetween(1L, figures.totalBytes());
    }

    @Test
    void asksOshiWhereThereIsNoProc() {
        HostMemory.Figures figures = new HostMemory(new ProcFiles(directory.resolve("nothing")))
                .read()
                .orElseThrow();

        assertThat(figures.totalBytes()).isGreaterThan(64L << 20);
        assertThat(figures.availableBytes()).isBetween(1L, figures.totalBytes());
    }

    private HostMemory.Figures memory() {
        return new HostMemory(new ProcFiles(proc)).read().orElseThrow();
    }

    private void mountVersion2(String root) throws IOException {
        write(proc.resolve("self/mountinfo"), "41 31 0:38 " + root + " " + groups + " rw - cgroup2 cgroup2 rw\n");
    }

    private void group2(String name, long current, long inactiveFile, String max) throws IOException {
        Path group = groups.resolve(name);
        write(group.resolve("memory.current"), current + "\n");
        write(group.resolve("memory.stat"), "anon 1\ninactive_file " + inactiveFile + "\nactive_file 7\n");
        write(group.resolve("memory.max"), max + "\n");
    }

    private void group1(String name, long usage, long inactiveFile, long limit) throws IOException {
        Path group = groups.resolve(name);
        write(group.resolve("memory.usage_in_bytes"), usage + "\n");
        write(group.resolve("memory.stat"), "inactive_file 5\ntotal_inactive_file " + inactiveFile + "\n");
        write(group.resolve("memory.limit_in_bytes"), limit + "\n");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
