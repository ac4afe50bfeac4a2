package dev.venom.runtime.supervisor.process;

import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.testkit.RuntimeSupervisorContract;

class ProcessSupervisorContractTest extends RuntimeSupervisorContract {
    private final ProcessTable processes = new LinuxProcessTable();

    @Override
    protected RuntimeSupervisor newSupervisor() {
        return new ProcessSupervisor();
    }

    @Override
    protected ProcessTable processes() {
        return processes;
    }
}
