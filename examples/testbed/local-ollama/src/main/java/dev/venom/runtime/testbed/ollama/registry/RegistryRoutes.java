package dev.venom.runtime.testbed.ollama.registry;

import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.image.Layer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The genuine answers of the registry and its storage. Thread-safe. */
public final class RegistryRoutes implements Handler {

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final int BLOB_PATH_LENGTH = 5;

    private final RegistryContent content;
    private final AccessControl access;
    private final Storage storage;
    private final BlobServing serving;
    private final LibraryPages pages;

    /** Answers from this content. */
    public RegistryRoutes(RegistryContent content, AccessControl access, Storage storage, BlobServing serving) {
        this.content = content;
        this.access = access;
        this.storage = storage;
        this.serving = serving;
        this.pages = new LibraryPages(content);
    }

    @Override
    public Response handle(Request request) {
        if (!METHODS.contains(request.method())) {
            return Response.text(405, "text/plain", "405 method not allowed");
        }
        return request.origin() == Origin.CDN ? storage.answer(request) : routed(request, request.segments());
    }

    private Response routed(Request request, List<String> path) {
        if (path.equals(List.of("v2", "token"))) {
            return access.token(request);
        }
        if (path.size() != BLOB_PATH_LENGTH || !path.get(0).equals("v2")) {
            return pages.answer(request).orElseGet(RegistryErrors::pageNotFound);
        }
        Optional<Response> refusal = access.refuse(request, path.get(1) + "/" + path.get(2));
        return refusal.orElseGet(() -> switch (path.get(3)) {
            case "manifests" ->
                content.repository(path.get(1), path.get(2))
                        .map(repository -> repository.manifest(path.get(4), request))
                        .orElseGet(RegistryErrors::manifestUnknown);
            case "blobs" ->
                content.blob(path.get(4)).map(layer -> blob(request, layer)).orElseGet(RegistryErrors::blobUnknown);
            default -> RegistryErrors.pageNotFound();
        });
    }

    private Response blob(Request request, Layer layer) {
        return switch (serving) {
            case REDIRECT -> Response.redirect(307, storage.address(layer));
            case DIRECT -> Storage.file(layer).to(request);
            case DIRECT_WITH_LOCATION -> Storage.file(layer).to(request).header("Location", storage.address(layer));
        };
    }
}
