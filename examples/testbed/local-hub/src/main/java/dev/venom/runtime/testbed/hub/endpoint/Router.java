package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Leads a request on the Hub to its endpoint. */
final class Router {

    private static final Set<String> MODEL_ACTIONS = Set.of("revision", "tree", "paths-info", "refs", "auth-check");
    private static final Set<String> FILE_ACTIONS = Set.of("resolve");
    private static final int COMMIT_DIGITS = 40;

    private final AccessControl access;
    private final SearchEndpoint search;
    private final WhoAmIEndpoint whoAmI;
    private final TreeEndpoint tree;
    private final ResolveEndpoint resolve;
    private final InfoEndpoint info = new InfoEndpoint();
    private final PathsInfoEndpoint pathsInfo = new PathsInfoEndpoint();
    private final RefsEndpoint refs = new RefsEndpoint();

    Router(AccessControl access, SearchEndpoint search, TreeEndpoint tree, ResolveEndpoint resolve) {
        this.access = access;
        this.search = search;
        this.whoAmI = new WhoAmIEndpoint(access);
        this.tree = tree;
        this.resolve = resolve;
    }

    Response route(Request request) throws HttpErrorException {
        List<String> segments = request.segments();
        if (segments.isEmpty() || !segments.get(0).equals("api")) {
            return file(request, segments);
        }
        String family = segments.size() > 1 ? segments.get(1) : "";
        List<String> rest = segments.subList(Math.min(2, segments.size()), segments.size());
        return switch (family) {
            case "models" -> rest.isEmpty() ? search.answer(request) : model(request, rest);
            case "whoami-v2" -> whoAmI.answer(request);
            case "resolve-cache" -> cached(request, rest);
            default -> HubErrors.notFound();
        };
    }

    private Response model(Request request, List<String> segments) throws HttpErrorException {
        Optional<RepositoryPath> path = RepositoryPath.parse(segments, MODEL_ACTIONS);
        if (path.isEmpty()) {
            return HubErrors.notFound();
        }
        HubRepository model = access.enter(request, path.get().id());
        RevisionPath target = RevisionPath.parse(path.get().rest());
        boolean isPost = request.method().equals("POST");
        if (isPost != path.get().action().equals("paths-info")) {
            return HubErrors.methodNotAllowed();
        }
        return switch (path.get().action()) {
            case "tree" -> tree.answer(request, model, target);
            case "paths-info" -> pathsInfo.answer(request, model, target);
            case "refs" -> refs.answer(request, model);
            case "auth-check" -> authCheck(request, model);
            default -> info.answer(request, model, target);
        };
    }

    /** Tells whether files could be had, without any. */
    private Response authCheck(Request request, HubRepository model) throws HttpErrorException {
        access.passToFiles(request, model);
        return Response.text(200, "text/plain", "OK");
    }

    private Response file(Request request, List<String> segments) throws HttpErrorException {
        Optional<RepositoryPath> path = RepositoryPath.parse(segments, FILE_ACTIONS)
                .filter(found -> found.action().equals("resolve"));
        if (path.isEmpty()) {
            return HubErrors.notFound();
        }
        return resolve.answer(
                request,
                access.enter(request, path.get().id()),
                RevisionPath.parse(path.get().rest()));
    }

    /** {@code models/{id}/{commit}/{path}}. */
    private Response cached(Request request, List<String> segments) throws HttpErrorException {
        for (int i = 2; i < Math.min(4, segments.size()); i++) {
            if (segments.get(i).length() == COMMIT_DIGITS) {
                HubRepository model = access.enter(request, String.join("/", segments.subList(1, i)));
                return resolve.cached(request, model, RevisionPath.parse(segments.subList(i, segments.size())));
            }
        }
        return HubErrors.notFound();
    }
}
