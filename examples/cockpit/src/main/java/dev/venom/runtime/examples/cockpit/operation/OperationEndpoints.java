package dev.venom.runtime.examples.cockpit.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.Operations;
import dev.venom.runtime.examples.cockpit.problem.Problems;
import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import dev.venom.runtime.examples.cockpit.request.Queries;
import dev.venom.runtime.examples.wire.OperationDocuments;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Operations: where they stand, what they said, and how they are steered. Thread-safe. */
public final class OperationEndpoints {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int NO_CONTENT = 204;
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 1_000;
    private static final String ONE = "/api/v1/models/operations/{id}";

    private final Operations operations;

    /**
     * Makes the endpoints.
     *
     * @param operations knows and steers them
     */
    public OperationEndpoints(Operations operations) {
        this.operations = operations;
    }

    /**
     * Adds them.
     *
     * @param routes the server's routes
     */
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/models/operations", this::list)
                .get(ONE, this::show)
                .get(ONE + "/logs", this::log)
                .delete(ONE, context -> steer(context, operations::cancel))
                .post(ONE + "/pause", context -> steer(context, operations::pause))
                .post(ONE + "/resume", this::resume)
                .post(ONE + "/retry", this::retry);
    }

    private void list(Context context) {
        Optional<OperationState> state = Queries.text(context, "state").map(OperationEndpoints::state);
        int limit = Queries.count(context, "limit", DEFAULT_LIMIT, MOST);
        List<OperationStatus> chosen = operations.list().stream()
                .filter(status -> state.isEmpty() || status.state() == state.get())
                .limit(limit)
                .toList();
        JsonAnswer.send(context, OperationDocuments.list(chosen));
    }

    private void show(Context context) {
        known(context).ifPresent(status -> JsonAnswer.send(context, OperationDocuments.single(status)));
    }

    private void log(Context context) {
        known(context).ifPresent(status -> {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            status.log().forEach(document.putArray("lines")::add);
            JsonAnswer.send(context, document.toString());
        });
    }

    private void steer(Context context, Consumer<OperationId> action) {
        open(context).ifPresent(status -> {
            action.accept(status.id());
            context.status(NO_CONTENT);
        });
    }

    private void resume(Context context) {
        open(context).ifPresent(status -> Accepted.answer(context, operations.resume(status.id())));
    }

    private void retry(Context context) {
        known(context).ifPresent(status -> {
            if (status.state().isTerminal()) {
                Accepted.answer(context, operations.retry(status.id()));
            } else {
                conflict(context, "The operation " + status.id() + " has not ended.", "Cancel it first, or wait.");
            }
        });
    }

    private Optional<OperationStatus> open(Context context) {
        Optional<OperationStatus> known = known(context);
        Optional<OperationStatus> open = known.filter(status -> !status.state().isTerminal());
        if (known.isPresent() && open.isEmpty()) {
            conflict(context, "The operation " + known.get().id() + " has already ended.", "Retry it.");
        }
        return open;
    }

    private Optional<OperationStatus> known(Context context) {
        Optional<OperationStatus> known = operations.find(new OperationId(context.pathParam("id")));
        if (known.isEmpty()) {
            Problems.answer(
                    context,
                    NOT_FOUND,
                    new Failure(ErrorCode.INVALID_REQUEST, "There is no such operation.", "List the operations."));
        }
        return known;
    }

    private static void conflict(Context context, String message, String hint) {
        Problems.answer(context, CONFLICT, new Failure(ErrorCode.INVALID_REQUEST, message, hint));
    }

    private static OperationState state(String word) {
        for (OperationState state : OperationState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
                return state;
            }
        }
        throw new VenomException(
                ErrorCode.INVALID_REQUEST,
                "'" + word + "' is no state of an operation.",
                "Ask for queued, running, paused, interrupted, succeeded, failed or cancelled.");
    }
}
