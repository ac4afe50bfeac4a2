package dev.venom.runtime.provider.ollama.internal.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code /api/show} tells that no list does. Immutable.
 *
 * @param weights where the daemon keeps the weights, on its own host
 * @param capabilities such as {@code completion} and {@code embedding}; empty where it does not say
 */
public record ShownModel(Optional<Path> weights, List<String> capabilities) {
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (.+)$");
    private static final Pattern BLOB = Pattern.compile("sha256[-:]([0-9a-f]{64})");
    private static final int MOST_CAPABILITIES = 32;

    /** Copies the list. */
    public ShownModel {
        capabilities = List.copyOf(capabilities);
    }

    /**
     * What the weights hash to, by their name.
     *
     * @return the digest; empty where the daemon does not name them
     */
    public Optional<Digest> digest() {
        return weights.flatMap(path -> Optional.ofNullable(path.getFileName()))
                .map(name -> BLOB.matcher(name.toString()))
                .filter(Matcher::matches)
                .map(matcher -> Digest.sha256(matcher.group(1)));
    }

    static ShownModel read(byte[] document) {
        JsonNode json = Json.object(document);
        return new ShownModel(
                weights(Json.text(json.path("modelfile")).orElse("")),
                Json.texts(json.path("capabilities"), MOST_CAPABILITIES));
    }

    private static Optional<Path> weights(String modelfile) {
        Matcher from = FROM.matcher(modelfile);
        try {
            return from.find() ? Optional.of(Path.of(from.group(1).strip())) : Optional.empty();
        } catch (InvalidPathException ofAnotherSystem) {
            return Optional.empty();
        }
    }
}
