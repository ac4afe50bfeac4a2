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

    static void write(JsonLine line, ModelVerification verification) {
        ModelDocuments.writeRef(line, verification.ref());
        line.flag("ok", verification.ok())
                .texts("bad_files", texts(verification.badFiles()))
                .texts("mended_files", texts(verification.mendedFiles()));
        verification.failure().ifPresent(failure -> line.object("error", failure, ErrorDocument::write));
    }

    private static List<String> texts(List<RelativePath> paths) {
        return paths.stream().map(RelativePath::text).toList();
    }
}
