package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.util.SortedMap;

/** {@code GET /api/models/{id}/refs}. */
final class RefsEndpoint {

    Response answer(Request request, HubRepository model) {
        ObjectNode refs = JsonAnswer.JSON.createObjectNode();
        add(refs.putArray("branches"), "refs/heads/", model.branches());
        refs.putArray("converts");
        add(refs.putArray("tags"), "refs/tags/", model.tags());
        if (request.query().asksFor("include_prs")) {
            add(refs.putArray("pullRequests"), "refs/pr/", model.pullRequests());
        }
        return JsonAnswer.of(refs);
    }

    private static void add(ArrayNode group, String prefix, SortedMap<String, Commit> refs) {
        refs.forEach((name, commit) ->
                group.addObject().put("name", name).put("ref", prefix + name).put("targetCommit", commit.id()));
    }
}
