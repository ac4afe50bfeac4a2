package dev.venom.runtime.spi.testkit;

import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import java.util.List;
import java.util.Optional;

/** A host on which nothing runs. Thread-safe. */
public final class NoProcesses implements ProcessTable {
    /** Makes an empty table. */
    public NoProcesses() {}

    @Override
    public List<ProcessEntry> processes() {
        return List.of();
    }

    @Override
    public Optional<ProcessEntry> find(long pid) {
        return Optional.empty();
    }

    @Override
    public Optional<String> variable(ProcessRef process, String name) {
        return Optional.empty();
    }

    @Override
    public Optional<String> controlGroup(ProcessRef process) {
        return Optional.empty();
    }

    @Override
    public Optional<PortHolder> listener(LocalAddress address) {
        return Optional.empty();
    }
}
