package dev.venom.runtime.core.internal.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.json.Json;
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

    static ObjectNode write(ModelVerification verification) {
        ObjectNode json = Json.object();
        json.set("model", OperationCodec.writeModel(verification.ref()));
        write(verification.badFiles(), json.putArray("bad_files"));
        write(verification.mendedFiles(), json.putArray("mended_files"));
        verification.failure().ifPresent(failure -> json.set("error", OperationCodec.writeFailure(failure)));
        return json;
    }

    static ModelVerification read(JsonNode json) {
        return new ModelVerification(
                Json.object(json.path("model"))
                        .map(OperationCodec::readModel)
                        .orElseThrow(() -> new IllegalArgumentException("A verification without 'model'")),
                paths(Json.texts(json.path("bad_files"))),
                paths(Json.texts(json.path("mended_files"))),
                Json.object(json.path("error")).map(OperationCodec::readFailure));
    }

    private static void write(List<RelativePath> paths, ArrayNode texts) {
        paths.forEach(path -> texts.add(path.text()));
    }

    private static List<RelativePath> paths(List<String> texts) {
        return texts.stream().map(RelativePath::of).toList();
    }
}
