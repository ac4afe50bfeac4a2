package dev.venom.runtime.core;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.configuration.ConfigurationFile;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.configuration.Limits;
import dev.venom.runtime.core.internal.plugin.PlugInLoader;
import dev.venom.runtime.spi.OperationListener;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Collects the configuration of a {@link ModelManager}. What is said here beats the configuration file, which
 * beats the environment. Confined to one thread.
 */
public final class ModelManagerBuilder {
    private Map<String, String> environment = System.getenv();
    private final Map<String, String> settings = new HashMap<>();
    private Optional<Path> configurationFile = Optional.empty();
    private Optional<ClassLoader> classLoader = Optional.empty();
    private final List<ModelProvider> providers = new ArrayList<>();
    private final List<RuntimeDriver> drivers = new ArrayList<>();
    private final List<RuntimeSupervisor> supervisors = new ArrayList<>();
    private final List<OperationListener> listeners = new ArrayList<>();
    private final List<RuntimeSpec> runtimes = new ArrayList<>();
    private boolean discovering = true;
    private Limits limits = Limits.NONE;
    private Duration stallTimeout = Duration.ofSeconds(30);
    private Duration noProgressTimeout = Duration.ofSeconds(120);
    private Clock clock = Clock.systemUTC();

    ModelManagerBuilder() {}

    /**
     * Replaces the environment that is read for variables such as {@code HF_ENDPOINT} and {@code NO_PROXY}.
     *
     * @param variables names and values; by default those of this process
     * @return this builder
     */
    public ModelManagerBuilder environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /**
     * Sets one variable, whatever the environment says.
     *
     * @param name such as {@code HF_ENDPOINT}
     * @param value its value
     * @return this builder
     */
    public ModelManagerBuilder setting(String name, String value) {
        settings.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Says where plug-ins are found.
     *
     * @param loader by default the context loader of the thread that calls {@link #build()}, then the library's own;
     *     plug-ins that are made later come from there as well, whatever thread needs them first
     * @return this builder
     */
    public ModelManagerBuilder classLoader(ClassLoader loader) {
        classLoader = Optional.of(loader);
        return this;
    }

    /**
     * Names the directory that holds everything.
     *
     * @param directory made when something is first written; by default {@code MODELS_CACHE_DIR}, else {@code
     *     models_cache}
     * @return this builder
     */
    public ModelManagerBuilder cacheDirectory(Path directory) {
        return setting("MODELS_CACHE_DIR", directory.toString());
    }

    /**
     * Names the configuration file.
     *
     * @param file by default {@code VENOM_CONFIG}, else none
     * @return this builder
     */
    public ModelManagerBuilder configurationFile(Path file) {
        configurationFile = Optional.of(file);
        return this;
    }

    /**
     * Limits the disk space of all models together.
     *
     * @param bytes by default {@code MODELS_MAX_DISK_GB}, else no limit
     * @return this builder
     * @throws VenomException INVALID_REQUEST if it is negative
     */
    public ModelManagerBuilder maxDiskBytes(long bytes) {
        requireAtLeast(0, bytes, "maxDiskBytes");
        limits = new Limits(OptionalLong.of(bytes), OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty())
                .or(limits);
        return this;
    }

    /**
     * Says above which size an install has to be confirmed.
     *
     * @param bytes by default {@code MODELS_CONFIRM_ABOVE_GB}, else 20 GB
     * @return this builder
     * @throws VenomException INVALID_REQUEST if it is negative
     */
    public ModelManagerBuilder confirmAboveBytes(long bytes) {
        requireAtLeast(0, bytes, "confirmAboveBytes");
        limits = new Limits(OptionalLong.empty(), OptionalLong.of(bytes), OptionalInt.empty(), OptionalInt.empty())
                .or(limits);
        return this;
    }

    /**
     * Limits the models that are fetched at once.
     *
     * @param count at least 1; 2 by default
     * @return this builder
     * @throws VenomException INVALID_REQUEST if it is less
     */
    public ModelManagerBuilder maxDownloads(int count) {
        requireAtLeast(1, count, "maxDownloads");
        limits = new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalInt.of(count), OptionalInt.empty())
                .or(limits);
        return this;
    }

    /**
     * Limits the connections of all downloads together.
     *
     * @param count at least 1; 8 by default
     * @return this builder
     * @throws VenomException INVALID_REQUEST if it is less
     */
    public ModelManagerBuilder maxConnections(int count) {
        requireAtLeast(1, count, "maxConnections");
        limits = new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalInt.of(count))
                .or(limits);
        return this;
    }

    /**
     * Says how long an open connection may deliver nothing before it is given up.
     *
     * @param limit 30 s by default
     * @return this builder
     * @throws VenomException INVALID_REQUEST if it is not positive
     */
    public ModelManagerBuilder stallTimeout(Duration limit) {
        requireAtLeast(1, limit.toMillis(), "stallTimeout");
        stallTimeout = limit;
        return this;
    }

    /**
     * Says how long a download may make no progress before it fails.
     *
     * @param limit 120 s by default
     * @return this builder
     * @throws VenomException INVALID_REQUEST if it is not positive
     */
    public ModelManagerBuilder noProgressTimeout(Duration limit) {
        requireAtLeast(1, limit.toMillis(), "noProgressTimeout");
        noProgressTimeout = limit;
        return this;
    }

    /**
     * Adds a provider; of two with one id the one added here counts.
     *
     * @param provider closed with the manager
     * @return this builder
     */
    public ModelManagerBuilder provider(ModelProvider provider) {
        providers.add(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    /**
     * Adds a driver; of two of one kind the one added here counts.
     *
     * @param driver knows a kind of runtime
     * @return this builder
     */
    public ModelManagerBuilder driver(RuntimeDriver driver) {
        drivers.add(Objects.requireNonNull(driver, "driver"));
        return this;
    }

    /**
     * Adds a supervisor; of two with one id the one added here counts.
     *
     * @param supervisor closed with the manager
     * @return this builder
     */
    public ModelManagerBuilder supervisor(RuntimeSupervisor supervisor) {
        supervisors.add(Objects.requireNonNull(supervisor, "supervisor"));
        return this;
    }

    /**
     * Leaves out what lies on the class path: only what is added here is used.
     *
     * @return this builder
     */
    public ModelManagerBuilder withoutDiscovery() {
        discovering = false;
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener receives every event
     * @return this builder
     */
    public ModelManagerBuilder listener(OperationListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Adds a runtime; of two with one id the one added here counts.
     *
     * @param runtime its description
     * @return this builder
     * @throws VenomException INVALID_REQUEST if its id is not fit for a file name
     */
    public ModelManagerBuilder runtime(RuntimeSpec runtime) {
        if (!ConfigurationFile.isRuntimeId(runtime.id())) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + runtime.id() + "' can't be the id of a runtime.",
                    "It has to consist of letters, digits and _.-, 64 at most, and to begin with a letter or a digit.");
        }
        runtimes.add(runtime);
        return this;
    }

    /**
     * Replaces the clock.
     *
     * @param other the system's by default
     * @return this builder
     */
    public ModelManagerBuilder clock(Clock other) {
        clock = Objects.requireNonNull(other, "other");
        return this;
    }

    /**
     * Opens the manager. Starts no thread and touches nothing but the configuration file.
     *
     * @return a manager, to be closed by the caller
     * @throws VenomException INVALID_REQUEST naming the variable or key that is wrong
     */
    public ModelManager build() {
        Map<String, String> merged = new HashMap<>(environment);
        merged.putAll(settings);
        HostSettings host = new HostSettings(merged);
        ConfigurationFile file = configurationFile
                .or(() -> host.path("VENOM_CONFIG"))
                .map(ConfigurationFile::read)
                .orElse(ConfigurationFile.NONE);
        PlugInLoader loader = PlugInLoader.from(classLoader);
        List<ModelProvider> models = withFound(providers, ModelProvider.class, loader);
        List<OperationListener> followers = withFound(listeners, OperationListener.class, loader);
        List<RuntimeSpec> known = new ArrayList<>(runtimes);
        known.addAll(file.runtimes());
        return new ModelManager(Components.assemble(new Components.Configuration(
                host,
                limits.or(file.limits()).or(host.limits()),
                models,
                followers,
                known,
                () -> withFound(drivers, RuntimeDriver.class, loader),
                () -> withFound(supervisors, RuntimeSupervisor.class, loader),
                loader,
                file.logs(),
                file.alerts(),
                stallTimeout,
                noProgressTimeout,
                clock)));
    }

    private <T> List<T> withFound(List<T> added, Class<T> service, PlugInLoader loader) {
        List<T> all = new ArrayList<>(added);
        if (discovering) {
            all.addAll(loader.load(service));
        }
        return all;
    }

    private static void requireAtLeast(long least, long value, String name) {
        if (value < least) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    name + " is " + value + ", and has to be at least " + least + ".",
                    "Correct it, or leave it out.");
        }
    }
}
