package dev.venom.runtime.examples.cockpit.runtime;

import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.cockpit.operation.Accepted;
import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import dev.venom.runtime.examples.cockpit.request.JsonBody;
import dev.venom.runtime.examples.wire.RuntimeDocuments;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;
import java.util.function.BiFunction;

/** Runtimes: how they are, and how they are started and stopped. Thread-safe. */
public final class RuntimeEndpoints {
    private static final String ONE = "/api/v1/runtimes/{id}";

    private final Runtimes runtimes;

    /**
     * Makes the endpoints.
     *
     * @param runtimes those of the host
     */
    public RuntimeEndpoints(Runtimes runtimes) {
        this.runtimes = runtimes;
    }

    /**
     * Adds them.
     *
     * @param routes the server's routes
     */
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/runtimes", this::list)
                .get(ONE, this::show)
                .get(ONE + "/diagnostics", this::diagnose)
                .post(ONE + "/start", context -> steer(context, runtimes::start))
                .post(ONE + "/stop", context -> steer(context, runtimes::stop))
                .post(ONE + "/restart", context -> steer(context, runtimes::restart));
    }

    private void list(Context context) {
        JsonAnswer.send(context, RuntimeDocuments.list(runtimes.list()));
    }

    private void show(Context context) {
        JsonAnswer.send(context, RuntimeDocuments.single(runtimes.status(context.pathParam("id"))));
    }

    private void diagnose(Context context) {
        JsonAnswer.send(context, RuntimeDocuments.diagnosis(runtimes.diagnose(context.pathParam("id"))));
    }

    private void steer(Context context, BiFunction<String, WhenBusy, Operation<RuntimeStatus>> verb) {
        boolean waits = !context.body().isBlank()
                && JsonBody.of(context, Set.of("wait")).flag("wait");
        Accepted.answer(context, verb.apply(context.pathParam("id"), waits ? WhenBusy.WAIT : WhenBusy.REFUSE));
    }
}
