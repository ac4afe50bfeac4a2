package dev.venom.runtime.provider.ollama.internal.daemon;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.provider.ollama.internal.process.DaemonProcess;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.InstallContext;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Waits for daemons that are starting: they take their port first, prune the store then, and answer only after that.
 * One that does not listen yet will find the manifest. Confined to one thread.
 */
public final class StartingDaemon {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(100);

    private final InstallContext context;

    /**
     * For one operation.
     *
     * @param context the operation
     */
    public StartingDaemon(InstallContext context) {
        this.context = context;
    }

    /** Returns once every daemon that listens here answers, or a minute is over. */
    public void await() {
        long endNanos = System.nanoTime() + LONGEST.toNanos();
        for (DaemonAddress address : addresses(context.settings(), context.processes())) {
            DaemonClient daemon = new DaemonClient(address, context.transport());
            while (isListening(address) && !daemon.answers() && System.nanoTime() < endNanos) {
                context.progress().checkpoint();
                pause();
            }
        }
    }

    private static Set<DaemonAddress> addresses(Settings settings, ProcessTable processes) {
        Set<DaemonAddress> addresses = new LinkedHashSet<>();
        addresses.add(DaemonAddress.of(settings));
        DaemonProcess.all(processes).forEach(process -> process.address().ifPresent(addresses::add));
        addresses.removeIf(address -> !address.isLocal());
        return addresses;
    }

    private boolean isListening(DaemonAddress address) {
        return LocalAddress.of(address.base())
                .flatMap(context.processes()::listener)
                .isPresent();
    }

    private static void pause() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(ErrorCode.CANCELLED, "The install was interrupted.", "", interrupted);
        }
    }
}
