package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import java.util.Optional;

/** A runtime, as far as the monitor has to know it. Thread-safe; asked from several threads. */
public interface MonitoredRuntime {
    /**
     * What the host says of it.
     *
     * @return its description
     */
    RuntimeSpec spec();

    /**
     * What knows its kind.
     *
     * @return the driver
     */
    RuntimeDriver driver();

    /**
     * What the driver is given to talk to it.
     *
     * @return the same for the same runtime; its transport tries once, with short patience
     */
    DriverContext driverContext();

    /**
     * Who starts and stops it.
     *
     * @return {@code process}, {@code systemd}, {@code external} or a host's own
     */
    String supervisor();

    /**
     * Whether this host may start and stop it.
     *
     * @return false for an external one
     */
    boolean managed();

    /**
     * What its supervisor sees of it now.
     *
     * @return an observation; empty where nobody here supervises it: it is looked for by its port then
     */
    Optional<Observation> observe();

    /**
     * What is wanted of it now.
     *
     * @return the intent, read at little cost
     */
    RuntimeIntent intent();
}
