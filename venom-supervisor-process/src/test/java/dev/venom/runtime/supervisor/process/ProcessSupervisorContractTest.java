package dev.venom.runtime.supervisor.process;

import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.testkit.RuntimeSupervisorContract;
import dev.venom.runtime.supervisor.process.internal.launch.Tools;
import java.time.Duration;

class ProcessSupervisorContractTest extends RuntimeSupervisorContract {
    private final ProcessTable processes = new LinuxProcessTable();

    @Override
    protected RuntimeSupervisor newSupervisor() {
        // Twice as patient with a start that fails as it is for users: the machine may be busy.
        return new ProcessSupervisor(Tools.ofHost(), Duration.ofSeconds(1));
    }

    @Override
    protected ProcessTable processes() {
        return processes;
    }
}
