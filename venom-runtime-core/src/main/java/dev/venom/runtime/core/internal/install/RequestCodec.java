package dev.venom.runtime.core.internal.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.core.internal.json.Json;
import java.util.Locale;
import java.util.Optional;

/** Requests as journals keep them, so that another process can do the same again. */
public final class RequestCodec {
    private RequestCodec() {}

    /**
     * An install.
     *
     * @param request the request
     * @return what is journaled
     */
    public static ObjectNode write(InstallRequest request) {
        ObjectNode json = Json.object().put("ref", request.ref().toString());
        request.include().forEach(json.putArray("include")::add);
        request.exclude().forEach(json.putArray("exclude")::add);
        request.runtime().ifPresent(runtime -> json.put("runtime", runtime));
        request.route().ifPresent(route -> json.put("via", route.name().toLowerCase(Locale.ROOT)));
        return json.put("confirm_large", request.largeConfirmed())
                .put("allow_unsafe", request.unsafeAllowed())
                .put("allow_incompatible", request.incompatibleAllowed())
                .put("insecure", request.insecure());
    }

    /**
     * An install.
     *
     * @param json what was journaled
     * @return the request
     */
    public static InstallRequest readInstall(JsonNode json) {
        InstallRequest.Builder request = InstallRequest.builder(readRef(json));
        Json.texts(json.path("include")).forEach(request::include);
        Json.texts(json.path("exclude")).forEach(request::exclude);
        Json.text(json.path("runtime")).ifPresent(request::runtime);
        Json.text(json.path("via"))
                .ifPresent(way -> request.via(InstallRequest.Route.valueOf(way.toUpperCase(Locale.ROOT))));
        Json.flag(json.path("confirm_large")).filter(Boolean::booleanValue).ifPresent(yes -> request.confirmLarge());
        Json.flag(json.path("allow_unsafe")).filter(Boolean::booleanValue).ifPresent(yes -> request.allowUnsafe());
        Json.flag(json.path("allow_incompatible"))
                .filter(Boolean::booleanValue)
                .ifPresent(yes -> request.allowIncompatible());
        Json.flag(json.path("insecure")).filter(Boolean::booleanValue).ifPresent(yes -> request.allowInsecure());
        return request.build();
    }

    /**
     * A removal.
     *
     * @param ref the model
     * @return what is journaled
     */
    public static ObjectNode write(ModelRef ref) {
        return Json.object().put("ref", ref.toString());
    }

    /**
     * The model of a request.
     *
     * @param json what was journaled
     * @return the reference
     */
    public static ModelRef readRef(JsonNode json) {
        return ModelRef.parse(Json.text(json.path("ref")).orElse(""));
    }

    /**
     * A verification.
     *
     * @param request the request
     * @return what is journaled
     */
    public static ObjectNode write(VerifyRequest request) {
        ObjectNode json = Json.object();
        request.ref().ifPresent(ref -> json.put("ref", ref.toString()));
        return json.put("repair", request.onDamage() == VerifyRequest.OnDamage.REPAIR);
    }

    /**
     * A verification.
     *
     * @param json what was journaled
     * @return the request
     */
    public static VerifyRequest readVerify(JsonNode json) {
        Optional<ModelRef> ref = Json.text(json.path("ref")).map(ModelRef::parse);
        VerifyRequest request = ref.map(VerifyRequest::of).orElseGet(VerifyRequest::all);
        return json.path("repair").booleanValue() ? request.repairing() : request;
    }
}
