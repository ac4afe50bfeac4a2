package dev.venom.runtime.core.internal.plugin;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of a provider, a driver or a supervisor, whose defects are told as such: what it throws besides a
 * VenomException becomes INTERNAL, and so does an answer that is nothing. Immutable.
 *
 * @param name who is called, such as {@code driver 'vllm'}
 */
public record PlugInCall(String name) {
    private static final Logger LOG = LoggerFactory.getLogger(PlugInCall.class);

    /**
     * Makes a call without an answer.
     *
     * @param call the call
     * @throws VenomException what the plug-in throws; INTERNAL for a defect
     */
    public void run(Runnable call) {
        get(() -> {
            call.run();
            return name;
        });
    }

    /**
     * Makes a call.
     *
     * @param call the call
     * @param <T> its answer
     * @return the answer
     * @throws VenomException what the plug-in throws; INTERNAL for a defect
     */
    public <T> T get(Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get(), "no answer");
        } catch (VenomException told) {
            throw told;
        } catch (Throwable defect) {
            // whatever it is: checked exceptions of other languages, classes that are not there, failed assertions
            LOG.error("plug-in defect plugin={}", name, defect);
            throw new VenomException(
                    ErrorCode.INTERNAL,
                    "A defect of the " + name + ": " + defect.getClass().getName() + ".",
                    "Please report it to its author, with the log; what needs it doesn't work until then.",
                    defect);
        }
    }

    /**
     * Makes a call that answers with a list.
     *
     * @param call the call
     * @param <T> its members
     * @return the members that there are; one that is nothing is passed over
     * @throws VenomException what the plug-in throws; INTERNAL for a defect
     */
    public <T> List<T> list(Supplier<? extends List<T>> call) {
        return get(() -> {
            List<T> members = call.get().stream().filter(Objects::nonNull).toList();
            return members;
        });
    }
}
