package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;

/** {@code GET /api/models/{id}} and {@code GET /api/models/{id}/revision/{revision}}. */
final class InfoEndpoint {

    Response answer(Request request, HubRepository model, RevisionPath target) throws HttpErrorException {
        return JsonAnswer.of(
                ModelDocument.info(model, AccessControl.commit(model, target.revision()), request.query()));
    }
}
