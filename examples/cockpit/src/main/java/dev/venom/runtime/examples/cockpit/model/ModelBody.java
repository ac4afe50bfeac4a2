package dev.venom.runtime.examples.cockpit.model;

import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.examples.cockpit.request.JsonBody;
import io.javalin.http.Context;
import java.util.Set;

/** Which model a request is about, and what it allows. */
final class ModelBody {
    private static final Set<String> REFERENCE = Set.of("provider", "model", "revision");
    private static final Set<String> INSTALL = Set.of(
            "provider",
            "model",
            "revision",
            "runtime",
            "confirm_large",
            "allow_unsafe",
            "allow_incompatible",
            "include",
            "exclude",
            "via",
            "insecure");

    private static final Set<String> VERIFY = Set.of("provider", "model", "revision", "repair");

    private ModelBody() {}

    static ModelRef reference(Context context) {
        return reference(JsonBody.of(context, REFERENCE));
    }

    static ModelRef reference(JsonBody body) {
        return new ModelRef(body.required("provider"), body.required("model"), body.text("revision"));
    }

    static VerifyRequest verification(Context context) {
        JsonBody body = JsonBody.of(context, VERIFY);
        boolean isOfAll = VERIFY.stream()
                .noneMatch(name -> !name.equals("repair") && body.text(name).isPresent());
        VerifyRequest request = isOfAll ? VerifyRequest.all() : VerifyRequest.of(reference(body));
        return body.flag("repair") ? request.repairing() : request;
    }

    static InstallRequest install(Context context) {
        JsonBody body = JsonBody.of(context, INSTALL);
        InstallRequest.Builder request = InstallRequest.builder(reference(body));
        body.text("runtime").ifPresent(request::runtime);
        body.texts("include").forEach(request::include);
        body.texts("exclude").forEach(request::exclude);
        body.choice("via", InstallRequest.Route.class).ifPresent(request::via);
        allow(body, request);
        return request.build();
    }

    private static void allow(JsonBody body, InstallRequest.Builder request) {
        if (body.flag("confirm_large")) {
            request.confirmLarge();
        }
        if (body.flag("allow_unsafe")) {
            request.allowUnsafe();
        }
        if (body.flag("allow_incompatible")) {
            request.allowIncompatible();
        }
        if (body.flag("insecure")) {
            request.allowInsecure();
        }
    }
}
