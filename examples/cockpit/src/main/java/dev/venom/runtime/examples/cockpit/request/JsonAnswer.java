package dev.venom.runtime.examples.cockpit.request;

import io.javalin.http.Context;

/** Sends a JSON document. */
public final class JsonAnswer {
    private JsonAnswer() {}

    /**
     * Answers with a document.
     *
     * @param context the exchange
     * @param document JSON on one line
     */
    public static void send(Context context, String document) {
        context.contentType("application/json").result(document);
    }
}
