package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.error.Failure;

/** Why something failed. */
public final class ErrorDocument {
    private ErrorDocument() {}

    /**
     * A failure.
     *
     * @param failure code, message and hint
     * @return {@code {"error":{...}}}
     */
    public static String of(Failure failure) {
        return JsonLine.begin().object("error", failure, ErrorDocument::write).end();
    }

    static void write(JsonLine line, Failure failure) {
        line.text("code", failure.code().name())
                .text("message", failure.message())
                .text("hint", failure.hint());
    }
}
