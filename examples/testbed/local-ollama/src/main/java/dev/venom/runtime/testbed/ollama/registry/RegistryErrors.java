package dev.venom.runtime.testbed.ollama.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.wire.Response;

/** The registry's ways to say no. */
final class RegistryErrors {

    private RegistryErrors() {}

    static Response manifestUnknown() {
        return error(404, "MANIFEST_UNKNOWN", "manifest unknown");
    }

    static Response blobUnknown() {
        return error(404, "BLOB_UNKNOWN", "blob unknown to registry");
    }

    static Response unauthorized() {
        return error(401, "UNAUTHORIZED", "access denied");
    }

    static Response newerClientNeeded() {
        return Response.text(
                412,
                "text/plain",
                "\nThe model you are attempting to pull requires a newer version of Ollama.\n\n"
                        + "Please download the latest version at:\n\n\thttps://ollama.com/download\n\n");
    }

    static Response pageNotFound() {
        return Response.text(404, "text/plain", "404 page not found");
    }

    static Response json(int status, JsonNode document) {
        return Response.text(status, "application/json", document.toString());
    }

    private static Response error(int status, String code, String message) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("errors").addObject().put("code", code).put("message", message);
        return json(status, document);
    }
}
