package dev.venom.runtime.provider.ollama.internal.daemon;

import static dev.venom.runtime.provider.ollama.internal.json.Json.number;
import static dev.venom.runtime.provider.ollama.internal.json.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One line of the progress of a pull. Immutable.
 *
 * @param status what is being done
 * @param digest the content it is about
 * @param completedBytes how much of that is there; 0 is left out by the daemon
 * @param error why the pull ended
 */
record PullLine(String status, Optional<String> digest, long completedBytes, Optional<String> error) {
    static PullLine parse(String line) {
        JsonNode json = Json.object(line.getBytes(StandardCharsets.UTF_8));
        return new PullLine(
                text(json.path("status")).orElse("").replaceAll("[^\\x20-\\x7e]", "?"),
                text(json.path("digest")),
                number(json.path("completed")).orElse(0),
                text(json.path("error")).filter(text -> !text.isEmpty()));
    }

    boolean isSuccess() {
        return status.equals("success");
    }

    /** Whether the daemon hashes, which takes minutes without a word. */
    boolean isVerifying() {
        return status.startsWith("verifying");
    }

    /** What to show of it. */
    String phase() {
        return digest.isPresent() || status.startsWith("pulling") ? "download" : status;
    }
}
