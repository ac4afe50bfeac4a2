package dev.venom.runtime.testbed.switching;

import dev.venom.runtime.spi.runtime.RuntimeDriver;
import java.util.ServiceLoader;

/** Drivers that are on the class path, as a host finds them. */
public final class InstalledDriver {
    private InstalledDriver() {}

    /**
     * Finds one.
     *
     * @param kind the kind of server that it knows
     * @return the driver
     */
    public static RuntimeDriver of(String kind) {
        return ServiceLoader.load(RuntimeDriver.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(driver -> driver.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
