package dev.venom.runtime.testbed.ollama.pull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.venom.runtime.testbed.ollama.image.ModelName;
import dev.venom.runtime.testbed.ollama.store.ModelStore;
import dev.venom.runtime.testbed.ollama.stream.LineSink;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Pulls models. Thread-safe.
 *
 * @param store where they go
 * @param registry where they come from
 * @param downloads those under way
 * @param tick the time between two lines about the same blob
 */
public record PullService(ModelStore store, RegistryClient registry, BlobDownloads downloads, Duration tick) {

    /** Pulls and tells of it line by line; an error is the last line. */
    public void run(ModelName name, boolean insecure, LineSink lines) throws IOException {
        Optional<String> failure = pull(name, insecure, lines);
        if (failure.isPresent()) {
            lines.line(JsonNodeFactory.instance.objectNode().put("error", failure.get()));
        }
    }

    /** Pulls in silence; what went wrong, if anything. */
    public Optional<String> run(ModelName name, boolean insecure) throws IOException {
        return pull(name, insecure, text -> {});
    }

    private Optional<String> pull(ModelName name, boolean insecure, LineSink lines) throws IOException {
        try {
            new Pull(this, name, insecure, lines).run();
            return Optional.empty();
        } catch (PullFailure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
