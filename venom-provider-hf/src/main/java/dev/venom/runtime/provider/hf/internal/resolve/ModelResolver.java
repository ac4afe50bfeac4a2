package dev.venom.runtime.provider.hf.internal.resolve;

import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.provider.hf.internal.cache.CacheLayout;
import dev.venom.runtime.provider.hf.internal.cache.LinkRule;
import dev.venom.runtime.provider.hf.internal.hub.HubAccess;
import dev.venom.runtime.provider.hf.internal.hub.HubClient;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteModel;

/** From a request to a pinned model: through the Hub, or from the cache where the host is offline by choice. */
public final class ModelResolver {
    private final String provider;

    /**
     * A resolver.
     *
     * @param provider id under which the models are known
     */
    public ModelResolver(String provider) {
        this.provider = provider;
    }

    /**
     * Resolves.
     *
     * @param request what is asked for
     * @param context what there is to work with
     * @return the model, pinned
     */
    public RemoteModel resolve(InstallRequest request, ProviderContext context) {
        Settings settings = context.settings();
        CacheLayout layout = new CacheLayout(settings.cacheDirectory());
        RepoId id = layout.spelling(new RepoId(request.ref().name()));
        Revision revision = request.ref().revision().map(Revision::new).orElse(Revision.MAIN);
        HubAccess access = HubAccess.of(settings);
        LinkRule links = LinkRule.of(settings, layout.repo(id).root());
        ResolvedModel.Target target = new ResolvedModel.Target(provider, id, revision, layout, links, access);
        return HubAccess.isOffline(settings)
                ? new OfflineResolver(target).resolve(request)
                : new HubResolver(target, new HubClient(access, context.transport(), id), context.background())
                        .resolve(request);
    }
}
