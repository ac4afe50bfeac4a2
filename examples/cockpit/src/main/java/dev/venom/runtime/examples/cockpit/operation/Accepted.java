package dev.venom.runtime.examples.cockpit.operation;

import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers a call that began long work. */
public final class Accepted {
    private static final int ACCEPTED = 202;
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?");

    private Accepted() {}

    /**
     * Says where the work can be followed.
     *
     * @param context the exchange
     * @param operation the work
     */
    public static void answer(Context context, Operation<?> operation) {
        context.status(ACCEPTED).header("Location", prefix(context) + "/api/v1/models/operations/" + operation.id());
        // An operation's id consists of letters, digits and hyphens: it needs no escaping.
        JsonAnswer.send(context, "{\"operation_id\":\"" + operation.id() + "\"}");
    }

    /** Where a proxy serves the Cockpit below a path, as far as it says so. */
    private static String prefix(Context context) {
        return Optional.ofNullable(context.header("X-Forwarded-Prefix"))
                .filter(prefix -> PREFIX.matcher(prefix).matches())
                .map(prefix -> prefix.replaceAll("/$", ""))
                .orElse("");
    }
}
