package dev.venom.runtime.examples.cockpit.model;

import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.core.Models;
import dev.venom.runtime.core.Runtimes;
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

    private final Models models;
    private final Runtimes runtimes;

    /**
     * Makes the endpoints.
     *
     * @param models does the work
     * @param runtimes tells which of them are served
     */
    public ModelEndpoints(Models models, Runtimes runtimes) {
        this.models = models;
        this.runtimes = runtimes;
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
        JsonAnswer.send(context, ModelDocuments.list(models.list(), Serving.of(runtimes.activeModels())));
    }

    private void search(Context context) {
        SearchRequest request = new SearchRequest(
                Queries.text(context, "query").orElse(""),
                Queries.text(context, "provider"),
                Queries.text(context, "runtime"),
                Queries.count(context, "limit", SearchRequest.DEFAULT_LIMIT, MOST_RESULTS));
        JsonAnswer.send(context, ListingDocument.of(models.search(request), models.list()));
    }

    private void catalogue(Context context) {
        Catalogue catalogue = models.catalogue(context.pathParam("provider"));
        JsonAnswer.send(
                context,
                ListingDocument.of(
                        catalogue.matching(Queries.text(context, "query").orElse("")), models.list()));
    }

    private void plan(Context context) {
        JsonAnswer.send(context, PlanDocument.of(models.plan(ModelBody.install(context))));
    }

    private void install(Context context) {
        Accepted.answer(context, models.install(ModelBody.install(context)));
    }

    private void remove(Context context) {
        Accepted.answer(context, models.remove(ModelBody.reference(context)));
    }

    private void verify(Context context) {
        Accepted.answer(context, models.verify(ModelBody.verification(context)));
    }
}
