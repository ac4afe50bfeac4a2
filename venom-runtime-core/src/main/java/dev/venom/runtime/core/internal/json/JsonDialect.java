package dev.venom.runtime.core.internal.json;

/** Whose rules a document is read by. */
enum JsonDialect {
    /** RFC 8259 in UTF-8, each member named once: what this library and servers write. */
    STRICT,
    /**
     * What Python's {@code json} takes, and so every loader of models: {@code NaN} and {@code Infinity}, the last of
     * two members with one name, and any encoding of Unicode.
     */
    PYTHON
}
