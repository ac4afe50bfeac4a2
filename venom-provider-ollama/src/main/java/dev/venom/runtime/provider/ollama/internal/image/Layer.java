package dev.venom.runtime.provider.ollama.internal.image;

import dev.venom.runtime.api.model.Digest;

/**
 * One content of a model. Immutable.
 *
 * @param mediaType what it is
 * @param digest what it hashes to, and its name in the store
 * @param sizeBytes its length
 */
public record Layer(String mediaType, Digest digest, long sizeBytes) {
    private static final String PREFIX = "application/vnd.ollama.image.";

    /**
     * The kind of content.
     *
     * @return such as {@code model}, {@code projector}, {@code template}, {@code params} or {@code license}; {@code
     *     layer} where the media type is none of Ollama's
     */
    public String kind() {
        String kind = mediaType.startsWith(PREFIX) ? mediaType.substring(PREFIX.length()) : "layer";
        return kind.matches("[a-z0-9-]{1,32}") ? kind : "layer";
    }

    /**
     * Whether it holds weights.
     *
     * @return true for the model and what is loaded with it
     */
    public boolean isWeights() {
        return switch (kind()) {
            case "model", "projector", "adapter", "draft", "tensor" -> true;
            default -> false;
        };
    }
}
