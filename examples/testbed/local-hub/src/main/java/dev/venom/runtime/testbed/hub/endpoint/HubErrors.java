package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.wire.Response;

/** The Hub's ways to say no, with the codes and messages that clients tell them apart by. */
final class HubErrors {

    private HubErrors() {}

    /** Anonymous clients are told the same of missing and of private repositories. */
    static Response repositoryNotFoundForStranger() {
        return error(401, "RepoNotFound", "Repository not found", "Invalid username or password.")
                .header("WWW-Authenticate", "Bearer realm=\"Authentication required\"");
    }

    static Response repositoryNotFound() {
        return error(404, "RepoNotFound", "Repository not found", "Repository not found");
    }

    static Response revisionNotFound(String revision) {
        String message = "Invalid rev id: " + revision;
        return error(404, "RevisionNotFound", message, message);
    }

    static Response entryNotFound(Commit commit) {
        return error(404, "EntryNotFound", "Entry not found", "Entry not found").header("X-Repo-Commit", commit.id());
    }

    static Response gated(int status, String repository) {
        String message = "Access to model " + repository + " is restricted. You must have access to it and be"
                + " authenticated to access it. Please log in.";
        return error(status, "GatedRepo", message, message);
    }

    static Response disabled() {
        String message = "Access to this resource is disabled.";
        return json(403, message).header("X-Error-Message", message);
    }

    static Response invalidCredentials() {
        String message = "Invalid credentials in Authorization header";
        return json(401, message).header("X-Error-Message", message);
    }

    static Response notFound() {
        return json(404, "Sorry, we can't find the page you are looking for.");
    }

    static Response badRequest(String message) {
        return json(400, message);
    }

    static Response tooManyRequests() {
        return json(429, "We had to rate limit you");
    }

    static Response methodNotAllowed() {
        return json(405, "Method not allowed");
    }

    private static Response error(int status, String code, String headerMessage, String bodyMessage) {
        return json(status, bodyMessage)
                .header("X-Error-Code", code)
                .header("X-Error-Message", printable(headerMessage));
    }

    private static Response json(int status, String message) {
        return JsonAnswer.of(status, JsonNodeFactory.instance.objectNode().put("error", message));
    }

    /** What a client put into a URL must not break out of a header. */
    private static String printable(String message) {
        return message.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
