package dev.venom.runtime.spi;

import dev.venom.runtime.api.event.VenomEvent;

/**
 * Follows what happens. Found through {@link java.util.ServiceLoader}, or added to the facade.
 *
 * <p>Called on one thread of the library, one event at a time, in the order in which things happened; never
 * under a lock. It must not block: a listener that has work to do hands it on. What it throws is logged and
 * changes nothing.
 */
@FunctionalInterface
public interface OperationListener {
    /**
     * Something happened.
     *
     * @param event what it is
     */
    void onEvent(VenomEvent event);
}
