package dev.venom.runtime.examples.cockpit.runtime;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.ActivationRequest.Drain;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.cockpit.operation.Accepted;
import dev.venom.runtime.examples.cockpit.request.JsonBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;

/** Which model a runtime serves. Thread-safe. */
public final class ActivationEndpoints {
    private static final Set<String> ACTIVATION =
            Set.of("runtime", "provider", "model", "revision", "drain", "wait", "allow_incompatible");
    private static final Set<String> DEACTIVATION = Set.of("runtime", "wait");

    private final Runtimes runtimes;

    /**
     * Makes the endpoints.
     *
     * @param runtimes those whose models are switched
     */
    public ActivationEndpoints(Runtimes runtimes) {
        this.runtimes = runtimes;
    }

    /**
     * Adds them.
     *
     * @param routes the server's routes
     */
    public void register(RoutesConfig routes) {
        routes.post("/api/v1/models/activate", this::activate).post("/api/v1/models/deactivate", this::deactivate);
    }

    private void activate(Context context) {
        JsonBody body = JsonBody.of(context, ACTIVATION);
        ModelRef model = new ModelRef(body.required("provider"), body.required("model"), body.text("revision"));
        Accepted.answer(
                context,
                runtimes.activate(new ActivationRequest(
                        body.required("runtime"),
                        model,
                        body.choice("drain", Drain.class).orElse(Drain.WAIT),
                        whenBusy(body),
                        body.flag("allow_incompatible"))));
    }

    private void deactivate(Context context) {
        JsonBody body = JsonBody.of(context, DEACTIVATION);
        Accepted.answer(context, runtimes.deactivate(body.required("runtime"), whenBusy(body)));
    }

    private static WhenBusy whenBusy(JsonBody body) {
        return body.flag("wait") ? WhenBusy.WAIT : WhenBusy.REFUSE;
    }
}
