package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.json.JsonObject;
import java.util.List;

/**
 * What an operation found out about models, as part of its journal:
 *
 * <pre>
 * {"model": {"provider","model","revision"?}, "bad_files": [path], "mended_files": [path],
 *  "error": {"code","message","hint"}?}
 * </pre>
 */
final class VerificationCodec {
    private VerificationCodec() {}

    static JsonObject write(ModelVerification verification) {
        return JsonObject.builder()
                .object("model", OperationCodec.writeModel(verification.ref()))
                .texts("bad_files", texts(verification.badFiles()))
                .texts("mended_files", texts(verification.mendedFiles()))
                .object("error", verification.failure().map(OperationCodec::writeFailure))
                .build();
    }

    static ModelVerification read(JsonObject json) {
        return new ModelVerification(
                json.object("model")
                        .map(OperationCodec::readModel)
                        .orElseThrow(() -> new IllegalArgumentException("A verification without 'model'")),
                paths(json.texts("bad_files")),
                paths(json.texts("mended_files")),
                json.object("error").map(OperationCodec::readFailure));
    }

    private static List<String> texts(List<RelativePath> paths) {
        return paths.stream().map(RelativePath::text).toList();
    }

    private static List<RelativePath> paths(List<String> texts) {
        return texts.stream().map(RelativePath::of).toList();
    }
}
