package dev.venom.runtime.testbed.ollama.store;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A layer as a manifest names it.
 *
 * @param mediaType what it is for
 * @param digest {@code sha256:} and 64 hex digits
 * @param size in bytes
 */
public record StoredLayer(String mediaType, String digest, long size) {

    private static final String PREFIX = "application/vnd.ollama.image.";

    /** Reads an entry of a manifest. */
    public static StoredLayer of(JsonNode entry) {
        return new StoredLayer(
                entry.path("mediaType").asText(),
                entry.path("digest").asText(),
                entry.path("size").asLong());
    }

    /** Whether it is of that kind, such as {@code model}. */
    public boolean is(String kind) {
        return mediaType.equals(PREFIX + kind);
    }
}
