package dev.venom.runtime.supervisor.systemd.internal.access;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.supervisor.systemd.internal.bus.BusManager;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitManager;
import dev.venom.runtime.supervisor.systemd.internal.systemctl.Journal;
import dev.venom.runtime.supervisor.systemd.internal.systemctl.Systemctl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one manager. It connects when it is first asked, and again after the bus was lost, with growing
 * pauses; in between {@code systemctl} answers, where systemd runs. Thread-safe.
 */
public final class ManagerAccess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagerAccess.class);

    /** Exists where systemd runs the machine (sd_booted(3)). */
    private static final Path BOOTED = Path.of("/run/systemd/system");

    private final RuntimeSpec.Scope scope;
    private final BusAddress address;
    private final Systemctl systemctl;
    private final Journal journal;
    private final Consumer<String> changed;
    private final Backoff backoff = new Backoff();
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> watched = new HashSet<>();
    private final AtomicLong epoch = new AtomicLong();
    private Optional<BusManager> bus = Optional.empty();
    private boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param changed is given the name of a unit that changed; must not block
     */
    public ManagerAccess(RuntimeSpec.Scope scope, Settings settings, Caller caller, Consumer<String> changed) {
        boolean user = scope == RuntimeSpec.Scope.USER;
        this.scope = scope;
        this.address = new BusAddress(settings, caller);
        this.systemctl = new Systemctl(user, address.environment(scope));
        this.journal = new Journal(user, address.environment(scope));
        this.changed = changed;
    }

    /** Whether there is a systemd to talk to. */
    public boolean isAvailable() {
        return Files.isDirectory(BOOTED) || connected().isPresent();
    }

    /** Grows whenever something may have been missed: the bus was lost, or is back. */
    public long epoch() {
        return epoch.get();
    }

    /** Whether changes are told now, and need not be asked for. */
    public boolean tellsChanges() {
        return connected().isPresent();
    }

    /** What units wrote. */
    public Journal journal() {
        return journal;
    }

    /** Begins to tell the changes of a unit. */
    public void watch(String unit) {
        lock.lock();
        try {
            if (watched.add(unit)) {
                bus.ifPresent(manager -> manager.watch(unit, () -> changed.accept(unit)));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks the manager, the second way where the first breaks under the question. Only for what may be asked
     * twice.
     */
    public <T> T ask(Function<UnitManager, T> question) {
        Optional<BusManager> manager = connected();
        if (manager.isPresent()) {
            try {
                return question.apply(manager.get());
            } catch (ManagerException failure) {
                if (failure.reason() != ManagerException.Reason.UNREACHABLE) {
                    throw failure;
                }
                LOG.debug("The bus does not answer, systemctl is asked", failure);
            }
        }
        return question.apply(programs());
    }

    /** The manager by the best way there is now, for what must not be asked twice. */
    public UnitManager manager() {
        Optional<BusManager> manager = connected();
        return manager.isPresent() ? manager.get() : programs();
    }

    private UnitManager programs() {
        if (Files.isDirectory(BOOTED)) {
            return systemctl;
        }
        throw new ManagerException(ManagerException.Reason.UNREACHABLE, "systemd does not run here");
    }

    /** The connection, made anew where that is due. */
    private Optional<BusManager> connected() {
        lock.lock();
        try {
            if (bus.filter(BusManager::isConnected).isEmpty()) {
                bus = closed || !backoff.isDue()
                        ? Optional.empty()
                        : address.of(scope).flatMap(this::connect);
            }
            return bus;
        } finally {
            lock.unlock();
        }
    }

    private Optional<BusManager> connect(String busAddress) {
        try {
            BusManager manager = BusManager.connect(busAddress, this::lost);
            watched.forEach(unit -> manager.watch(unit, () -> changed.accept(unit)));
            backoff.succeeded();
            epoch.incrementAndGet();
            LOG.debug("Connected scope={} address={}", scope, busAddress);
            return Optional.of(manager);
        } catch (ManagerException failure) {
            backoff.failed();
            LOG.debug("No bus scope={} retryMillis={}: {}", scope, backoff.millis(), failure.getMessage());
            return Optional.empty();
        }
    }

    private void lost() {
        LOG.info("The bus of systemd is lost, systemctl is used until it is back scope={}", scope);
        epoch.incrementAndGet();
        changed.accept("");
    }

    @Override
    public void close() {
        Optional<BusManager> last;
        lock.lock();
        try {
            closed = true;
            last = bus;
            bus = Optional.empty();
        } finally {
            lock.unlock();
        }
        last.ifPresent(BusManager::close);
    }
}
