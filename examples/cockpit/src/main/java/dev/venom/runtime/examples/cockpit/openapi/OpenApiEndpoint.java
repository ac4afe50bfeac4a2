package dev.venom.runtime.examples.cockpit.openapi;

import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Serves the description of the API (OpenAPI 3.1). Tests hold it and the routes together. */
public final class OpenApiEndpoint {
    private static final String DOCUMENT = "openapi.json";

    private OpenApiEndpoint() {}

    /**
     * Adds it.
     *
     * @param routes the server's routes
     */
    public static void register(RoutesConfig routes) {
        routes.get("/api/openapi.json", context -> JsonAnswer.send(context, read()));
    }

    private static String read() {
        try (InputStream in = OpenApiEndpoint.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without " + DOCUMENT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
