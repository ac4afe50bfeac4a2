package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.spi.OperationListener;

/**
 * The facade: finds, plans, installs, verifies and removes models in one cache directory, and owns the runtimes that
 * serve them. Thread-safe: any number of threads may call it and its views at once.
 *
 * <p>What can be done is found in four views: {@link Models}, {@link Runtimes}, {@link Operations} and {@link Host}. They
 * are interfaces: code that is handed the view it uses can be tested without a manager, and a host can wrap one. The
 * manager itself opens and closes what is behind them. In each view {@code list} tells of all there are; {@code find}
 * answers with an {@link java.util.Optional}; everything else that is given a name or an id throws where nothing is
 * called that.
 *
 * <p>Several managers, in one JVM or in many, may work on one directory at once. Opening one is cheap: no
 * thread is started, no file is touched and no HTTP client is made before the first call that needs it. Long
 * work is an {@link Operation}: queued, journaled, observable, and continued after a crash. All of it may throw
 * {@link VenomException}.
 *
 * <pre>{@code
 * try (ModelManager manager = ModelManager.builder().build()) {
 *     ModelRef ref = ModelRef.parse("hf:sentence-transformers/all-MiniLM-L6-v2");
 *     InstalledModel model = manager.models().install(InstallRequest.of(ref)).await();
 *     System.out.println(model.location());
 * }
 * }</pre>
 */
public final class ModelManager implements AutoCloseable {
    private final Components components;

    ModelManager(Components components) {
        this.components = components;
    }

    /**
     * Starts a configuration. Providers, drivers, supervisors and listeners on the class path are found by
     * {@link java.util.ServiceLoader}.
     *
     * @return a builder that reads this process's environment
     */
    public static ModelManagerBuilder builder() {
        return new ModelManagerBuilder();
    }

    /**
     * Models: searched, planned, installed, listed, verified, removed.
     *
     * @return always the same view
     */
    public Models models() {
        return components.models();
    }

    /**
     * Runtimes: looked at, started, stopped, kept up, and which model they serve.
     *
     * @return always the same view
     */
    public Runtimes runtimes() {
        return components.runtimes();
    }

    /**
     * Operations: listed, followed, paused, cancelled, continued, in whatever process they run.
     *
     * @return always the same view
     */
    public Operations operations() {
        return components.operations();
    }

    /**
     * This host: its disk, memory and GPUs, and whether it is fit.
     *
     * @return always the same view
     */
    public Host host() {
        return components.host();
    }

    /**
     * Adds a listener for events from now on.
     *
     * @param listener receives them, on a thread of this manager
     * @return removes it again
     * @throws VenomException INVALID_REQUEST once this manager is closed
     */
    public AutoCloseable addListener(OperationListener listener) {
        components.lifecycle().requireOpen();
        return components.events().add(listener);
    }

    /**
     * Does {@link Operations#recover()}. From then on this manager is a host of its runtimes: it starts again what ends
     * unasked, unless a command stopped it, watches all of them and sends their events, and rotates their logs. A host
     * calls it once, after adding its listeners; commands that only read do not.
     *
     * @throws VenomException INVALID_REQUEST once this manager is closed
     */
    public void recover() {
        components.recover();
    }

    /**
     * Lets go of what runs, keeping what was downloaded, and ends every thread. An operation that was running is
     * interrupted, for listeners, whoever waits for it, and readers in other processes alike: it is left as a kill of this
     * process would leave it, and the next host continues it. Does nothing the second time.
     */
    @Override
    public void close() {
        components.close();
    }
}
