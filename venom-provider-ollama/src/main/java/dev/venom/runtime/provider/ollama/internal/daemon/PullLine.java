package dev.venom.runtime.provider.ollama.internal.daemon;

import dev.venom.runtime.provider.ollama.internal.json.JsonReader;
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
        Reader reader = new Reader();
        JsonReader.read(line.getBytes(StandardCharsets.UTF_8), json -> json.fields(name -> reader.field(name, json)));
        return new PullLine(reader.status, reader.digest, reader.completedBytes, reader.error);
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

    private static final class Reader {
        private String status = "";
        private Optional<String> digest = Optional.empty();
        private long completedBytes;
        private Optional<String> error = Optional.empty();

        private void field(String name, JsonReader json) {
            switch (name) {
                case "status" -> status = json.text().orElse("").replaceAll("[^\\x20-\\x7e]", "?");
                case "digest" -> digest = json.text();
                case "completed" -> completedBytes = json.number().orElse(0);
                case "error" -> error = json.text().filter(text -> !text.isEmpty());
                default -> {}
            }
        }
    }
}
