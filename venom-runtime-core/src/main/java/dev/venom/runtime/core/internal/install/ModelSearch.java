package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.spi.provider.ModelProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for models in every provider that is asked. Thread-safe.
 *
 * @param providers where models come from
 */
public record ModelSearch(Providers providers) {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSearch.class);

    /**
     * Looks for models.
     *
     * @param request what to look for
     * @return what was found
     */
    public List<ModelListing> find(SearchRequest request) {
        List<ModelProvider> asked =
                request.provider().map(id -> List.of(providers.require(id))).orElseGet(providers::all);
        List<ModelListing> found = new ArrayList<>();
        Optional<VenomException> failure = Optional.empty();
        int answered = 0;
        for (ModelProvider provider : asked) {
            try {
                found.addAll(provider.search(request, providers.context()));
                answered++;
            } catch (VenomException silent) {
                LOG.warn(
                        "a provider did not answer a search provider={} reason={}", provider.id(), silent.getMessage());
                failure = failure.or(() -> Optional.of(silent));
            }
        }
        if (answered == 0 && failure.isPresent()) {
            throw failure.get();
        }
        return found;
    }

    /**
     * Everything that a provider lists.
     *
     * @param provider its id
     * @return its catalogue
     * @throws VenomException INVALID_REQUEST if there is no such provider, or it has no catalogue
     */
    public Catalogue catalogue(String provider) {
        return providers
                .require(provider)
                .catalogue(providers.context())
                .orElseThrow(() -> new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "The provider '" + provider + "' has no catalogue.",
                        "Search it: venom search --provider " + provider + " TEXT."));
    }
}
