package dev.venom.runtime.core.internal.json;

/** {@code null}, which every accessor treats like a member that is missing. Immutable. */
public enum JsonNull implements JsonValue {
    /** The only one. */
    NULL;

    @Override
    public Kind kind() {
        return Kind.NULL;
    }
}
