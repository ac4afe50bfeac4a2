package dev.venom.runtime.supervisor.systemd;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import dev.venom.runtime.spi.testkit.RuntimeSupervisorContract;
import dev.venom.runtime.testbed.systemd.OnlyInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract, kept by a user's own manager. */
@OnlyInside
class UserContractInside extends RuntimeSupervisorContract {
    private static final String UNIT = "contract.service";

    @Override
    protected RuntimeSupervisor newSupervisor() {
        return new SystemdSupervisor();
    }

    @Override
    protected ProcessTable processes() {
        return new LinuxProcessTable();
    }

    @Override
    protected RuntimeSpec describe(RuntimeSpecBuilder builder, List<String> command) {
        return builder.command(command).unit(UNIT).scope(RuntimeSpec.Scope.USER).build();
    }

    @Override
    protected void prepare(RuntimeSupervisor supervisor, LaunchPlan plan, SupervisorContext context) {
        supervisor.install(supervisor.unit(plan, context).orElseThrow(), context);
    }

    @AfterEach
    void removeTheUnit() throws IOException {
        Units.runAsUser("systemctl", "--user", "kill", "--kill-whom=all", "--signal=KILL", UNIT);
        Units.runAsUser("systemctl", "--user", "stop", UNIT);
        Files.deleteIfExists(Path.of(System.getProperty("user.home"), ".config/systemd/user", UNIT));
        Units.runAsUser("systemctl", "--user", "daemon-reload");
        Units.runAsUser("systemctl", "--user", "reset-failed", UNIT);
    }
}
