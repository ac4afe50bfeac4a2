package dev.venom.runtime.examples.cockpit.operation;

import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import io.javalin.http.Context;

/** Answers a call that began long work. */
public final class Accepted {
    private static final int ACCEPTED = 202;

    private Accepted() {}

    /**
     * Says where the work can be followed.
     *
     * @param context the exchange
     * @param operation the work
     */
    public static void answer(Context context, Operation<?> operation) {
        context.status(ACCEPTED).header("Location", "/api/v1/models/operations/" + operation.id());
        // An operation's id consists of letters, digits and hyphens: it needs no escaping.
        JsonAnswer.send(context, "{\"operation_id\":\"" + operation.id() + "\"}");
    }
}
