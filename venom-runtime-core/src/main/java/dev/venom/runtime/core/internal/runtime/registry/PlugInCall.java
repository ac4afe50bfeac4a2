package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of a driver or a supervisor, whose defects are told as such: what it throws besides a VenomException
 * becomes INTERNAL. Immutable.
 *
 * @param name who is called, such as {@code driver 'vllm'}
 */
record PlugInCall(String name) {
    private static final Logger LOG = LoggerFactory.getLogger(PlugInCall.class);

    void run(Runnable call) {
        get(() -> {
            call.run();
            return name;
        });
    }

    <T> T get(Supplier<T> call) {
        try {
            return call.get();
        } catch (VenomException told) {
            throw told;
        } catch (RuntimeException | LinkageError defect) {
            LOG.error("plug-in defect plugin={}", name, defect);
            throw new VenomException(
                    ErrorCode.INTERNAL,
                    "A defect of the " + name + ": " + defect.getClass().getName() + ".",
                    "Please report it with the log.",
                    defect);
        }
    }
}
