package dev.venom.runtime.core.internal.provider;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.plugin.PlugInLoader;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers of this host by their ids, and the context that all of them share. Thread-safe. */
public final class Providers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

    private final Map<String, ModelProvider> byId = new TreeMap<>();
    private final ProviderContext context;

    /**
     * Collects providers.
     *
     * @param providers those of the host; of two with one id the first counts
     * @param context what they are given
     */
    public Providers(Collection<ModelProvider> providers, ProviderContext context) {
        providers.forEach(provider -> PlugInLoader.nameOf(ModelProvider.class, provider, provider::id)
                .ifPresent(id -> byId.putIfAbsent(id, new GuardedProvider(id, provider))));
        this.context = context;
    }

    /**
     * All providers, by id.
     *
     * @return providers
     */
    public List<ModelProvider> all() {
        return List.copyOf(byId.values());
    }

    /**
     * One provider.
     *
     * @param id its id
     * @return the provider; empty where there is none
     */
    public Optional<ModelProvider> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * One provider.
     *
     * @param id its id
     * @return the provider
     * @throws VenomException INVALID_REQUEST if there is none
     */
    public ModelProvider require(String id) {
        return find(id).orElseThrow(() -> new VenomException(
                ErrorCode.INVALID_REQUEST,
                "There is no provider '" + id + "'.",
                byId.isEmpty()
                        ? "Put a provider, such as venom-provider-hf, on the class path."
                        : "Known are: " + String.join(", ", byId.keySet()) + "."));
    }

    /**
     * What providers are given.
     *
     * @return the shared context
     */
    public ProviderContext context() {
        return context;
    }

    @Override
    public void close() {
        byId.values().forEach(Providers::close);
    }

    private static void close(ModelProvider provider) {
        try {
            provider.close();
        } catch (RuntimeException failure) {
            LOG.warn("a provider did not close provider={}", provider.id(), failure);
        }
    }
}
