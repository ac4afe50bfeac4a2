package dev.venom.runtime.testbed.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealSystemdIT {
    @TempDir
    Path shared;

    @BeforeEach
    void needsNamespaces() {
        Optional<String> obstacle = RealSystemd.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    }

    @Test
    void runsServicesWithControlGroupsOfTheirOwn() {
        try (RealSystemd systemd = RealSystemd.boot(shared)) {
            systemd.unit("demo.service", "[Service]\nType=exec\nExecStart=/bin/sleep 1000\n");
            systemd.run("systemctl", "start", "demo.service").outputOfSuccess();

            assertThat(systemd.run("systemctl", "show", "-p", "ActiveState,ControlGroup,MainPID", "demo.service")
                            .output())
                    .contains("ActiveState=active", "ControlGroup=/system.slice/demo.service");
            assertThat(systemd.run("busctl", "tree", "org.freedesktop.systemd1").output())
                    .contains("demo_2eservice");
        }
    }

    @Test
    void sharesOneDirectoryAndKeepsTheRestInside() throws IOException {
        Path outside = Path.of("/etc/systemd/system/demo.service");
        try (RealSystemd systemd = RealSystemd.boot(shared)) {
            systemd.unit("demo.service", "[Service]\nType=oneshot\nExecStart=/bin/touch " + shared + "/seen\n");
            systemd.run("systemctl", "start", "demo.service").outputOfSuccess();

            assertThat(shared.resolve("seen")).exists();
            assertThat(outside).doesNotExist();
        }
        assertThat(outside).doesNotExist();
    }

    @Test
    void givesAUserAManager() {
        try (RealSystemd systemd = RealSystemd.boot(shared)) {
            long user = systemd.user("somebody");
            assertThat(systemd.run(
                                    "setpriv",
                                    "--reuid=" + user,
                                    "--regid=" + user,
                                    "--init-groups",
                                    "env",
                                    "DBUS_SESSION_BUS_ADDRESS=" + RealSystemd.userBus(user),
                                    "busctl",
                                    "--user",
                                    "list")
                            .outputOfSuccess())
                    .contains("org.freedesktop.systemd1");
        }
    }

    @Test
    void leavesNothingBehind() throws IOException {
        RealSystemd systemd = RealSystemd.boot(shared);
        ProcessHandle first = ProcessHandle.of(systemd.pid()).orElseThrow();
        assertThat(groupsOf(systemd)).isNotEmpty();
        String mark = groupsOf(systemd).get(0);
        systemd.close();

        assertThat(first.isAlive()).isFalse();
        try (Stream<Path> groups = Files.walk(Path.of("/sys/fs/cgroup"))) {
            assertThat(groups.filter(path -> path.endsWith(mark))).isEmpty();
        }
        assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain("local-systemd");
    }

    /** The names of the groups made for it. */
    private static List<String> groupsOf(RealSystemd systemd) throws IOException {
        return Files.readString(Path.of("/proc/" + systemd.pid() + "/cgroup"))
                .lines()
                .flatMap(line -> Stream.of(line.split("/")))
                .filter(name -> name.startsWith("venom-systemd."))
                .distinct()
                .toList();
    }
}
