package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.venom.runtime.testbed.hub.account.Account;
import dev.venom.runtime.testbed.hub.repository.Access;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.repository.Repositories;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/models}. */
final class SearchEndpoint {

    private final Repositories repositories;
    private final AccessControl access;
    private final int pageSize;

    SearchEndpoint(Repositories repositories, AccessControl access, int pageSize) {
        this.repositories = repositories;
        this.access = access;
        this.pageSize = pageSize;
    }

    Response answer(Request request) throws HttpErrorException {
        Optional<Account> visitor = access.visitor(request);
        List<HubRepository> found = repositories.all().stream()
                .filter(model -> model.access() != Access.DISABLED && AccessControl.isVisible(model, visitor))
                .filter(new ModelFilter(request.query())::matches)
                .sorted(ModelOrder.of(request.query()))
                .toList();
        Page<HubRepository> page = Page.of(found, request, pageSize);
        ArrayNode models = JsonAnswer.JSON.createArrayNode();
        page.items().forEach(model -> models.add(ModelDocument.inSearch(model, request.query())));
        return page.link(JsonAnswer.of(models));
    }
}
