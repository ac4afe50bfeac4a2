package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.RelativePath;
import java.util.List;

/** What hashing the installed models found. */
public final class VerificationDocument {
    private VerificationDocument() {}

    /**
     * The outcome for each model.
     *
     * @param verifications what was found
     * @return {@code {"models":[...]}}
     */
    public static String of(List<ModelVerification> verifications) {
        return JsonLine.begin()
                .objects("models", verifications, VerificationDocument::write)
                .end();
    }

    private static void write(JsonLine line, ModelVerification verification) {
        ModelDocuments.writeRef(line, verification.ref());
        line.flag("ok", verification.ok())
                .texts(
                        "bad_files",
                        verification.badFiles().stream().map(RelativePath::text).toList());
    }
}
