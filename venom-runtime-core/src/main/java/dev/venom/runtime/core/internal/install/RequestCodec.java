package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.core.internal.json.JsonObject;
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
    public static JsonObject write(InstallRequest request) {
        return JsonObject.builder()
                .text("ref", request.ref().toString())
                .texts("include", request.include())
                .texts("exclude", request.exclude())
                .text("runtime", request.runtime())
                .text("via", request.route().map(route -> route.name().toLowerCase(Locale.ROOT)))
                .flag("confirm_large", request.largeConfirmed())
                .flag("allow_unsafe", request.unsafeAllowed())
                .flag("allow_incompatible", request.incompatibleAllowed())
                .flag("insecure", request.insecure())
                .build();
    }

    /**
     * An install.
     *
     * @param json what was journaled
     * @return the request
     */
    public static InstallRequest readInstall(JsonObject json) {
        InstallRequest.Builder request = InstallRequest.builder(readRef(json));
        json.texts("include").forEach(request::include);
        json.texts("exclude").forEach(request::exclude);
        json.text("runtime").ifPresent(request::runtime);
        json.text("via").ifPresent(way -> request.via(InstallRequest.Route.valueOf(way.toUpperCase(Locale.ROOT))));
        json.flag("confirm_large").filter(Boolean::booleanValue).ifPresent(yes -> request.confirmLarge());
        json.flag("allow_unsafe").filter(Boolean::booleanValue).ifPresent(yes -> request.allowUnsafe());
        json.flag("allow_incompatible").filter(Boolean::booleanValue).ifPresent(yes -> request.allowIncompatible());
        json.flag("insecure").filter(Boolean::booleanValue).ifPresent(yes -> request.allowInsecure());
        return request.build();
    }

    /**
     * A removal.
     *
     * @param ref the model
     * @return what is journaled
     */
    public static JsonObject write(ModelRef ref) {
        return JsonObject.builder().text("ref", ref.toString()).build();
    }

    /**
     * The model of a request.
     *
     * @param json what was journaled
     * @return the reference
     */
    public static ModelRef readRef(JsonObject json) {
        return ModelRef.parse(json.text("ref").orElse(""));
    }

    /**
     * A verification.
     *
     * @param request the request
     * @return what is journaled
     */
    public static JsonObject write(VerifyRequest request) {
        return JsonObject.builder()
                .text("ref", request.ref().map(ModelRef::toString))
                .flag("repair", request.onDamage() == VerifyRequest.OnDamage.REPAIR)
                .build();
    }

    /**
     * A verification.
     *
     * @param json what was journaled
     * @return the request
     */
    public static VerifyRequest readVerify(JsonObject json) {
        Optional<ModelRef> ref = json.text("ref").map(ModelRef::parse);
        VerifyRequest request = ref.map(VerifyRequest::of).orElseGet(VerifyRequest::all);
        return json.flag("repair").orElse(false) ? request.repairing() : request;
    }
}
