package dev.venom.runtime.core.internal.plugin;

import dev.venom.runtime.api.model.Verdict;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
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

    private final List<ClassLoader> loaders;
    private final List<Verdict> troubles = new CopyOnWriteArrayList<>();

    private PlugInLoader(Collection<ClassLoader> loaders) {
        this.loaders = List.copyOf(loaders);
    }

    /**
     * Looks where the host says, otherwise where the calling thread's context loader and then the library's own look.
     * That is settled now: plug-ins that are made later, on whatever thread, come from the same places.
     *
     * @param named the loader that the host names
     * @return a loader of plug-ins
     */
    public static PlugInLoader from(Optional<ClassLoader> named) {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        named.ifPresentOrElse(loaders::add, () -> {
            Optional.ofNullable(Thread.currentThread().getContextClassLoader()).ifPresent(loaders::add);
            loaders.add(PlugInLoader.class.getClassLoader());
        });
        return new PlugInLoader(loaders);
    }

    /**
     * All plug-ins of a kind that can be made.
     *
     * @param service the kind
     * @param <T> the kind
     * @return plug-ins in the order of the class path
     */
    public <T> List<T> load(Class<T> service) {
        Map<String, T> found = new LinkedHashMap<>();
        loaders.forEach(loader -> load(service, loader, found));
        return List.copyOf(found.values());
    }

    private <T> void load(Class<T> service, ClassLoader loader, Map<String, T> found) {
        Iterator<ServiceLoader.Provider<T>> entries =
                ServiceLoader.load(service, loader).stream().iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            Attempt<Boolean> attempt = attempt(service, () -> addNext(entries, found));
            if (attempt.failed()) {
                failures++;
            } else if (!attempt.result()) {
                return;
            }
        }
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

    /** False where there is no further one. One class is made once, though several loaders see it. */
    private static <T> boolean addNext(Iterator<ServiceLoader.Provider<T>> entries, Map<String, T> found) {
        if (!entries.hasNext()) {
            return false;
        }
        ServiceLoader.Provider<T> entry = entries.next();
        if (!found.containsKey(entry.type().getName())) {
            T plugIn = entry.get();
            found.putIfAbsent(plugIn.getClass().getName(), plugIn);
        }
        return true;
    }

    private <T> Attempt<Boolean> attempt(Class<T> service, Supplier<Boolean> call) {
        try {
            return new Attempt<>(call.get(), false);
        } catch (Throwable defect) {
            tell(service, defect);
            return new Attempt<>(false, true);
        }
    }

    private void tell(Class<?> service, Throwable defect) {
        Verdict trouble = Verdict.warn(
                "plug_ins",
                "a " + service.getSimpleName() + " on the class path can't be made and is left out: " + cause(defect));
        if (!troubles.contains(trouble)) {
            LOG.error("a plug-in can't be made and is left out kind={}", service.getSimpleName(), defect);
            troubles.add(trouble);
        }
    }

    private static String cause(Throwable defect) {
        Throwable cause = defect.getCause() == null ? defect : defect.getCause();
        return defect.getMessage() + (cause == defect ? "" : " (" + cause + ")");
    }

    private record Attempt<R>(R result, boolean failed) {}
}
