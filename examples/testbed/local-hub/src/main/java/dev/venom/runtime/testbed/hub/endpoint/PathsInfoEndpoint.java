package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Query;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /api/models/{id}/paths-info/{revision}}, with a form or JSON. Unknown paths are left out. */
final class PathsInfoEndpoint {

    Response answer(Request request, HubRepository model, RevisionPath target) throws HttpErrorException {
        Commit commit = AccessControl.commit(model, target.revision());
        Query form = form(request);
        FileEntry describe = new FileEntry(
                model, commit, form.asksFor("expand") ? FileEntry.Detail.EXPANDED : FileEntry.Detail.BASIC);
        ArrayNode entries = JsonAnswer.JSON.createArrayNode();
        for (String path : form.all("paths")) {
            commit.file(path).ifPresent(file -> entries.add(describe.file(file)));
            if (describe.directories().contains(path)) {
                entries.add(describe.directory(path));
            }
        }
        return JsonAnswer.of(entries);
    }

    private static Query form(Request request) throws HttpErrorException {
        boolean isJson = request.header("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
        return isJson ? json(request.body()) : Query.parse(request.body());
    }

    private static Query json(String body) throws HttpErrorException {
        try {
            JsonNode document = JsonAnswer.JSON.readTree(body);
            List<Query.Parameter> parameters = new ArrayList<>();
            document.path("paths").forEach(path -> parameters.add(new Query.Parameter("paths", path.asText())));
            parameters.add(new Query.Parameter("expand", document.path("expand").asText()));
            return new Query(parameters);
        } catch (JsonProcessingException e) {
            throw new HttpErrorException(HubErrors.badRequest("The body is not JSON"));
        }
    }
}
