package dev.venom.runtime.core.internal.plugin;

import dev.venom.runtime.api.model.Verdict;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds plug-ins on the class path. One that can't be made (a library that is missing beside it, an entry that names
 * no class) doesn't keep the others away. Thread-safe.
 */
public final class PlugInLoader {
    private static final Logger LOG = LoggerFactory.getLogger(PlugInLoader.class);
    /** Where the entries themselves can't be read, asking for the next fails for ever. */
    private static final int MOST_FAILURES = 100;

    private final List<Verdict> troubles = new CopyOnWriteArrayList<>();

    /**
     * All plug-ins of a kind that can be made.
     *
     * @param service the kind
     * @param <T> the kind
     * @return plug-ins in the order of the class path
     */
    public <T> List<T> load(Class<T> service) {
        List<T> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<T>> entries =
                ServiceLoader.load(service).stream().iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            Attempt<Optional<T>> attempt = attempt(service, () -> next(entries));
            if (attempt.failed()) {
                failures++;
            } else if (attempt.result().isPresent()) {
                found.add(attempt.result().get());
            } else {
                break;
            }
        }
        return found;
    }

    /**
     * Plug-ins by the names they give themselves.
     *
     * @param service their kind
     * @param plugIn one of them
     * @param name asks it for its name
     * @return the name; empty if it can't even tell that
     */
    public static Optional<String> nameOf(Class<?> service, Object plugIn, Supplier<String> name) {
        try {
            return Optional.of(name.get());
        } catch (Throwable defect) {
            LOG.error(
                    "a plug-in without a name is left out kind={} class={}",
                    service.getSimpleName(),
                    plugIn.getClass().getName(),
                    defect);
            return Optional.empty();
        }
    }

    /**
     * What could not be made so far.
     *
     * @return one verdict for each
     */
    public List<Verdict> troubles() {
        return List.copyOf(troubles);
    }

    private static <T> Optional<T> next(Iterator<ServiceLoader.Provider<T>> entries) {
        return entries.hasNext() ? Optional.of(entries.next().get()) : Optional.empty();
    }

    private <T> Attempt<Optional<T>> attempt(Class<T> service, Supplier<Optional<T>> call) {
        try {
            return new Attempt<>(call.get(), false);
        } catch (Throwable defect) {
            LOG.error("a plug-in can't be made and is left out kind={}", service.getSimpleName(), defect);
            troubles.add(Verdict.warn(
                    "plug_ins",
                    "a " + service.getSimpleName() + " on the class path can't be made and is left out: "
                            + cause(defect)));
            return new Attempt<>(Optional.empty(), true);
        }
    }

    private static String cause(Throwable defect) {
        Throwable cause = defect.getCause() == null ? defect : defect.getCause();
        return defect.getMessage() + (cause == defect ? "" : " (" + cause + ")");
    }

    private record Attempt<R>(R result, boolean failed) {}
}
