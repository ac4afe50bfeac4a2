package dev.venom.runtime.testbed.ollama.image;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;

/**
 * One file of a model. Immutable.
 *
 * @param mediaType what it is for
 * @param sha256 the digest that it is said to have, in lower-case hex
 * @param size the size that it is said to have, in bytes
 * @param content the bytes that are served under that digest
 */
public record Layer(String mediaType, String sha256, long size, Content content) {

    private static final String PREFIX = "application/vnd.ollama.image.";

    /** A layer of that kind, such as {@code model} or {@code license}. */
    public static Layer of(String kind, Content content) {
        return ofMediaType(PREFIX + kind, content);
    }

    /** A layer of that media type. */
    public static Layer ofMediaType(String mediaType, Content content) {
        return new Layer(mediaType, ContentDigest.sha256(content), content.size(), content);
    }

    /** This layer with other bytes behind the same digest and size: whoever hashes them will notice. */
    public Layer spoiled(Content other) {
        return new Layer(mediaType, sha256, size, other);
    }

    /** Its name in manifests and addresses. */
    public String digest() {
        return "sha256:" + sha256;
    }

    /** Whether it is of that kind, such as {@code model}. */
    public boolean is(String kind) {
        return mediaType.equals(PREFIX + kind);
    }
}
