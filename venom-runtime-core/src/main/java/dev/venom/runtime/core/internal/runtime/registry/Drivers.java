package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.plugin.PlugInLoader;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The drivers of this host by their kinds. Immutable. */
public final class Drivers {
    private final Map<String, RuntimeDriver> byKind = new TreeMap<>();

    /**
     * Collects drivers.
     *
     * @param drivers those of the host; of two of one kind the first counts
     */
    public Drivers(Collection<RuntimeDriver> drivers) {
        drivers.forEach(driver -> PlugInLoader.nameOf(RuntimeDriver.class, driver, driver::kind)
                .ifPresent(kind -> byKind.putIfAbsent(kind, new GuardedDriver(kind, driver))));
    }

    /**
     * All drivers.
     *
     * @return drivers by kind
     */
    public List<RuntimeDriver> all() {
        return List.copyOf(byKind.values());
    }

    /**
     * The driver of a kind.
     *
     * @param kind the kind
     * @param runtime the runtime that is of it
     * @return the driver
     * @throws VenomException INVALID_REQUEST if there is none
     */
    public RuntimeDriver require(String kind, String runtime) {
        RuntimeDriver driver = byKind.get(kind);
        if (driver == null) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The runtime " + runtime + " is of the kind '" + kind + "', which no driver here knows.",
                    byKind.isEmpty()
                            ? "Put a driver on the class path."
                            : "Known are: " + String.join(", ", byKind.keySet()) + ".");
        }
        return driver;
    }
}
