package dev.venom.runtime.examples.cockpit.problem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.error.VenomException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failure with a problem document, and none with a stack trace. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String MEDIA_TYPE = "application/problem+json";

    private Problems() {}

    /**
     * Takes over what handlers throw and what nobody handles.
     *
     * @param routes the server's routes
     */
    public static void register(RoutesConfig routes) {
        routes.exception(VenomException.class, (failure, context) -> answer(context, failure.failure()));
        routes.exception(
                HttpResponseException.class,
                (refusal, context) -> answer(
                        context,
                        refusal.getStatus(),
                        new Failure(ErrorCode.INVALID_REQUEST, reason(refusal.getStatus()), "")));
        routes.exception(Exception.class, (defect, context) -> {
            LOG.error("a request failed method={} path={}", context.method(), context.path(), defect);
            answer(
                    context,
                    new Failure(
                            ErrorCode.INTERNAL, "The Cockpit failed to answer.", "Look into its log, and report it."));
        });
    }

    /**
     * Answers with a failure and the status that belongs to its code.
     *
     * @param context the exchange
     * @param failure why
     */
    public static void answer(Context context, Failure failure) {
        answer(context, StatusOfCode.of(failure.code()), failure);
    }

    /**
     * Answers with a failure and a status of its own.
     *
     * @param context the exchange
     * @param status HTTP status
     * @param failure why
     */
    public static void answer(Context context, int status, Failure failure) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", "about:blank")
                .put("title", reason(status))
                .put("status", status)
                .put("detail", failure.message())
                .put("code", failure.code().name())
                .put("message", failure.message())
                .put("hint", failure.hint());
        context.status(status).result(document.toString()).contentType(MEDIA_TYPE);
    }

    private static String reason(int status) {
        return HttpStatus.forStatus(status).getMessage();
    }
}
