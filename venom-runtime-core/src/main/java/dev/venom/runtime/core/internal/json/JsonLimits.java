package dev.venom.runtime.core.internal.json;

/**
 * How much of a document a reader takes before it refuses: a short text can stand for a large tree. Immutable.
 *
 * @param maxBytes longest document
 * @param maxDepth deepest nesting of objects and arrays
 * @param maxTextLength longest string in characters
 * @param maxValues most nodes
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxTextLength, int maxValues) {
    private static final int DEPTH = 64;

    /** For what comes from the network: its tree fits into a small heap. */
    public static final JsonLimits FOREIGN = new JsonLimits(16 << 20, DEPTH, 1 << 20, 200_000);

    /** For the library's own files. */
    public static final JsonLimits OWN = new JsonLimits(256 << 20, DEPTH, 4 << 20, 4_000_000);
}
