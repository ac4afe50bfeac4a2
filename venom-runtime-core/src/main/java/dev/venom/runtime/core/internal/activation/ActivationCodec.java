package dev.venom.runtime.core.internal.activation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.ActivationRequest.Drain;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.internal.json.Json;
import java.util.Locale;

/** Requests as journals keep them. */
final class ActivationCodec {
    private ActivationCodec() {}

    static ObjectNode write(ActivationRequest request) {
        return Json.object()
                .put("runtime", request.runtime())
                .put("ref", request.model().toString())
                .put("drain", request.drain().name().toLowerCase(Locale.ROOT))
                .put("allow_incompatible", request.incompatibleAllowed());
    }

    static ActivationRequest read(JsonNode json) {
        return new ActivationRequest(
                Json.text(json.path("runtime")).orElse(""),
                ModelRef.parse(Json.text(json.path("ref")).orElse("")),
                Drain.valueOf(Json.text(json.path("drain")).orElse("wait").toUpperCase(Locale.ROOT)),
                WhenBusy.WAIT,
                json.path("allow_incompatible").booleanValue());
    }
}
