package dev.venom.runtime.core.internal.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import java.util.Optional;

/**
 * What an operation is about, and what it takes to do it again. Immutable.
 *
 * @param kind what it does
 * @param model the model it is about
 * @param runtime the runtime it is about
 * @param lane operations of one lane run one at a time
 * @param request the request, as journaled
 * @param retryOf the operation that it repeats
 */
public record OperationSubject(
        OperationKind kind,
        Optional<ModelRef> model,
        Optional<String> runtime,
        String lane,
        JsonNode request,
        Optional<OperationId> retryOf) {}
