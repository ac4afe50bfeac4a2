package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.runtime.supervision.RuntimeHost;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runtimes that this process keeps up. Thread-safe. */
final class DefaultRuntimeSupervision implements RuntimeSupervision {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultRuntimeSupervision.class);

    private final List<String> runtimes;
    private final List<Operation<RuntimeStatus>> starts;
    private final RuntimeHost runtimeHost;

    DefaultRuntimeSupervision(RuntimeHost.Supervised supervised, RuntimeHost runtimeHost) {
        this.runtimes = List.copyOf(supervised.runtimes());
        this.starts = List.copyOf(supervised.starts());
        this.runtimeHost = runtimeHost;
    }

    @Override
    public List<String> runtimes() {
        return runtimes;
    }

    @Override
    public List<Operation<RuntimeStatus>> starts() {
        return starts;
    }

    @Override
    public List<VenomException> shutDown() throws InterruptedException {
        close();
        List<VenomException> failures = new ArrayList<>();
        List<Operation<RuntimeStatus>> stops = new ArrayList<>();
        for (String runtime : runtimes) {
            collect(failures, () -> stops.add(runtimeHost.stopWithHost(runtime)));
        }
        for (Operation<RuntimeStatus> begun : stops) {
            collect(failures, begun::await);
        }
        return failures;
    }

    @Override
    public void close() {
        runtimeHost.leave(runtimes);
    }

    private static void collect(List<VenomException> failures, Waiting action) throws InterruptedException {
        try {
            action.run();
        } catch (VenomException failure) {
            LOG.warn("a runtime was not stopped reason={}", failure.getMessage());
            failures.add(failure);
        }
    }

    @FunctionalInterface
    private interface Waiting {
        void run() throws InterruptedException;
    }
}
