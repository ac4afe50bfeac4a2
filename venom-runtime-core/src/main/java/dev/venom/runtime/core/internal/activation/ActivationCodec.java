package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.ActivationRequest.Drain;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.internal.json.JsonObject;
import java.util.Locale;

/** Requests as journals keep them. */
final class ActivationCodec {
    private ActivationCodec() {}

    static JsonObject write(ActivationRequest request) {
        return JsonObject.builder()
                .text("runtime", request.runtime())
                .text("ref", request.model().toString())
                .text("drain", request.drain().name().toLowerCase(Locale.ROOT))
                .flag("allow_incompatible", request.incompatibleAllowed())
                .build();
    }

    static ActivationRequest read(JsonObject json) {
        return new ActivationRequest(
                json.text("runtime").orElse(""),
                ModelRef.parse(json.text("ref").orElse("")),
                Drain.valueOf(json.text("drain").orElse("wait").toUpperCase(Locale.ROOT)),
                WhenBusy.WAIT,
                json.flag("allow_incompatible").orElse(false));
    }
}
