package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.repository.HubFile;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Percent;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;

/** {@code HEAD} and {@code GET /{id}/resolve/{revision}/{path}}, and {@code /api/resolve-cache/models/...}. */
final class ResolveEndpoint {

    private final AccessControl access;
    private final SignedUrls signedUrls;
    private final SmallFiles smallFiles;

    ResolveEndpoint(AccessControl access, SignedUrls signedUrls, SmallFiles smallFiles) {
        this.access = access;
        this.signedUrls = signedUrls;
        this.smallFiles = smallFiles;
    }

    Response answer(Request request, HubRepository model, RevisionPath target) throws HttpErrorException {
        access.passToFiles(request, model);
        Commit commit = AccessControl.commit(model, target.revision());
        HubFile file = file(commit, target.path());
        if (file.isLfs()) {
            return withCommit(toStorage(model, file), commit);
        }
        return withCommit(
                smallFiles == SmallFiles.DIRECT ? content(request, file) : toCache(model, commit, file), commit);
    }

    Response cached(Request request, HubRepository model, RevisionPath target) throws HttpErrorException {
        access.passToFiles(request, model);
        Commit commit = AccessControl.commit(model, target.revision());
        return withCommit(content(request, file(commit, target.path())), commit);
    }

    private static HubFile file(Commit commit, String path) throws HttpErrorException {
        return commit.file(path).orElseThrow(() -> new HttpErrorException(HubErrors.entryNotFound(commit)));
    }

    private Response toStorage(HubRepository model, HubFile file) {
        return Response.redirect(302, signedUrls.sign(model.id(), file))
                .header("X-Linked-Size", Long.toString(file.size()))
                .header("X-Linked-Etag", quoted(file.etag()))
                .header("Accept-Ranges", "bytes");
    }

    private static Response toCache(HubRepository model, Commit commit, HubFile file) {
        String path =
                "/api/resolve-cache/models/" + model.id() + "/" + commit.id() + "/" + Percent.encode(file.path(), "/");
        return Response.redirect(307, path).header("ETag", quoted(file.etag()));
    }

    private static Response content(Request request, HubFile file) {
        return new FileAnswer(file.blob().content(), file.etag(), file.etag()).to(request);
    }

    private static Response withCommit(Response response, Commit commit) {
        return response.header("X-Repo-Commit", commit.id());
    }

    private static String quoted(String tag) {
        return "\"" + tag + "\"";
    }
}
