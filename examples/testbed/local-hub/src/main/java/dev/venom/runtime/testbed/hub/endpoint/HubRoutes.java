package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.account.Accounts;
import dev.venom.runtime.testbed.hub.repository.Repositories;
import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.util.Set;
import java.util.UUID;

/** The genuine answers of both servers. Thread-safe. */
public final class HubRoutes implements Handler {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final Router router;
    private final CdnEndpoint cdn;
    private final RateLimits rateLimits;

    /** Answers from these repositories. */
    public HubRoutes(
            Repositories repositories,
            Accounts accounts,
            SignedUrls signedUrls,
            RateLimits rateLimits,
            HubSettings settings) {
        AccessControl access = new AccessControl(repositories, accounts);
        this.router = new Router(
                access,
                new SearchEndpoint(repositories, access, settings.searchPage()),
                new TreeEndpoint(settings.treePage()),
                new ResolveEndpoint(access, signedUrls, settings.smallFiles()));
        this.cdn = new CdnEndpoint(signedUrls);
        this.rateLimits = rateLimits;
    }

    @Override
    public Response handle(Request request) {
        if (!METHODS.contains(request.method())) {
            return HubErrors.methodNotAllowed();
        }
        return request.origin() == Origin.CDN ? cdn.answer(request) : onHub(request);
    }

    private Response onHub(Request request) {
        RateLimits.Allowance allowance = rateLimits.take(request);
        Response response = allowance.isExceeded() ? HubErrors.tooManyRequests() : routed(request);
        return allowance
                .describe(response)
                .header("X-Request-Id", UUID.randomUUID().toString());
    }

    private Response routed(Request request) {
        try {
            return router.route(request);
        } catch (HttpErrorException refusal) {
            return refusal.response();
        }
    }
}
