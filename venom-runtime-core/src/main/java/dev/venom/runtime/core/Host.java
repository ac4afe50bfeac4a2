package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.host.HostReport;
import dev.venom.runtime.api.model.Verdict;
import java.nio.file.Path;
import java.util.List;

/**
 * This host: what it has to keep and run models, and whether it is fit for that. Had from {@link ModelManager#host()}.
 * Thread-safe: any number of threads may call at once.
 *
 * <p>Every call may throw {@link VenomException}; INVALID_REQUEST once the manager is closed. Versions to come may add
 * methods: implementing this is for fakes in tests and for wrapping.
 */
public interface Host {
    /**
     * The directory that holds everything. Reads nothing, and answers also once the manager is closed.
     *
     * @return an absolute path
     */
    Path cacheDirectory();

    /**
     * Tells what this host has to keep and run models, and how much of it is in use. Limits of the container are
     * respected; where there is no GPU, none is listed.
     *
     * @return disk and quota, memory, GPUs
     */
    HostReport report();

    /**
     * Examines this host: Java, directory, disk, proxies, and what each provider, supervisor and runtime needs.
     *
     * @return one verdict for each check
     */
    List<Verdict> examine();
}
