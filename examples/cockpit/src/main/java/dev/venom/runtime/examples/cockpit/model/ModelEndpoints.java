package dev.venom.runtime.examples.cockpit.model;

import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cockpit.operation.Accepted;
import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import dev.venom.runtime.examples.cockpit.request.Queries;
import dev.venom.runtime.examples.wire.ListingDocument;
import dev.venom.runtime.examples.wire.ModelDocuments;
import dev.venom.runtime.examples.wire.PlanDocument;
import dev.venom.runtime.examples.wire.Serving;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Models: what is here, what can be had, and how it gets here. Thread-safe. */
public final class ModelEndpoints {
    private static final int MOST_RESULTS = 200;

    private final ModelManager manager;

    /**
     * Makes the endpoints.
     *
     * @param manager does the work
     */
    public ModelEndpoints(ModelManager manager) {
        this.manager = manager;
    }

    /**
     * Adds them.
     *
     * @param routes the server's routes
     */
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/models", this::list)
                .get("/api/v1/models/providers", this::search)
                .get("/api/v1/models/{provider}/catalog", this::catalogue)
                .post("/api/v1/models/plan", this::plan)
                .post("/api/v1/models/install", this::install)
                .post("/api/v1/models/remove", this::remove)
                .post("/api/v1/models/verify", this::verify);
    }

    private void list(Context context) {
        JsonAnswer.send(context, ModelDocuments.list(manager.models(), Serving.of(manager.activeModels())));
    }

    private void search(Context context) {
        SearchRequest request = new SearchRequest(
                Queries.text(context, "query").orElse(""),
                Queries.text(context, "provider"),
                Queries.text(context, "runtime"),
                Queries.count(context, "limit", SearchRequest.DEFAULT_LIMIT, MOST_RESULTS));
        JsonAnswer.send(context, ListingDocument.of(manager.search(request), manager.models()));
    }

    private void catalogue(Context context) {
        Catalogue catalogue = manager.catalogue(context.pathParam("provider"));
        JsonAnswer.send(
                context,
                ListingDocument.of(
                        catalogue.matching(Queries.text(context, "query").orElse("")), manager.models()));
    }

    private void plan(Context context) {
        JsonAnswer.send(context, PlanDocument.of(manager.plan(ModelBody.install(context))));
    }

    private void install(Context context) {
        Accepted.answer(context, manager.install(ModelBody.install(context)));
    }

    private void remove(Context context) {
        Accepted.answer(context, manager.remove(ModelBody.reference(context)));
    }

    private void verify(Context context) {
        Accepted.answer(context, manager.verify(ModelBody.verification(context)));
    }
}
