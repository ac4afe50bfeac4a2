package dev.venom.runtime.supervisor.systemd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venom.runtime.supervisor.systemd.internal.unit.PolkitRule;
import dev.venom.runtime.testbed.systemd.RealSystemd;
import dev.venom.runtime.testbed.systemd.TestsInside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who is not root can do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealSystemdUserIT {
    private static final String SLEEPER = "[Service]\nType=exec\nExecStart=/bin/sleep 600\n";
    private static final Path POLKIT = Path.of("/usr/lib/polkit-1/polkitd");

    private Path shared;
    private RealSystemd systemd;
    private long user;

    @BeforeAll
    void boot(@TempDir Path directory) {
        shared = directory;
        RealSystemd.obstacle().ifPresent(obstacle -> assumeTrue(false, obstacle));
        systemd = RealSystemd.boot(shared);
        user = systemd.user("somebody");
        systemd.unit(TestHost.UNIT, SLEEPER);
        systemd.unit("stopped.service", SLEEPER);
        systemd.run("systemctl", "start", TestHost.UNIT).outputOfSuccess();
    }

    @AfterAll
    void end() {
        if (systemd != null) {
            systemd.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> aUsersManagerKeepsTheContract() {
        return TestsInside.runAs(systemd, user, shared, UserContractInside.class);
    }

    @TestFactory
    Stream<DynamicTest> aUserWithoutRightsIsToldSo() {
        return TestsInside.runAs(systemd, user, shared, StrangerInside.class);
    }

    @TestFactory
    Stream<DynamicTest> theRuleThatIsPrintedGivesTheRight() {
        assumeTrue(Files.isExecutable(POLKIT), "no polkit: " + POLKIT + " is not there (Debian: polkitd)");
        long trusted = systemd.user("trusted");
        systemd.write(PolkitRule.FILE, PolkitRule.text(TestHost.UNIT, "trusted"));
        systemd.run("chmod", "-R", "a+rX", "/etc/polkit-1").outputOfSuccess();
        systemd.run("systemctl", "restart", "polkit.service").outputOfSuccess();
        return TestsInside.runAs(systemd, trusted, shared, TrustedInside.class);
    }
}
