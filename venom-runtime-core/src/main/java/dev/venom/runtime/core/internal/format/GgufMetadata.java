package dev.venom.runtime.core.internal.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps the few metadata entries that a description is made of. Confined to one thread. */
final class GgufMetadata {
    private static final int LONGEST_TEXT_BYTES = 1_024;
    private static final int MOST_ENTRIES = 1_024;
    private static final long DEFAULT_ALIGNMENT = 32;
    private static final long HIGHEST_ALIGNMENT = 1 << 20;
    /** Set by tools that had to guess the file type. */
    private static final long GUESSED = 1_024;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    void read(String key, GgufCursor cursor) throws IOException {
        GgufValueType type = cursor.type();
        boolean wanted = key.startsWith("general.") || key.endsWith(".context_length");
        if (wanted && type == GgufValueType.STRING) {
            keep(texts, key, cursor.textOrEmpty(LONGEST_TEXT_BYTES));
        } else if (wanted && type.isWhole()) {
            keep(numbers, key, cursor.whole(type));
        } else {
            cursor.skip(type);
        }
    }

    /** Whether nothing more is needed; a licence stands before the vocabulary, if there is one. */
    boolean isCompleteBefore(String key) {
        return fileType().isPresent()
                && contextLength().isPresent()
                && parameters().isPresent()
                && (license().isPresent() || key.startsWith("tokenizer."));
    }

    Optional<String> architecture() {
        return Optional.ofNullable(texts.get("general.architecture")).flatMap(DeclaredName::of);
    }

    Optional<String> license() {
        return Optional.ofNullable(texts.get("general.license")).flatMap(DeclaredName::of);
    }

    OptionalLong parameters() {
        return PositiveNumber.of(number("general.parameter_count"));
    }

    OptionalLong contextLength() {
        return PositiveNumber.of(architecture()
                .map(architecture -> number(architecture + ".context_length"))
                .orElse(OptionalLong.empty()));
    }

    OptionalLong fileType() {
        return number("general.file_type").stream().map(type -> type & ~GUESSED).findFirst();
    }

    long alignment() throws MalformedModelException {
        long alignment = number("general.alignment").orElse(DEFAULT_ALIGNMENT);
        if (alignment < 1 || alignment > HIGHEST_ALIGNMENT || Long.bitCount(alignment) != 1) {
            throw new MalformedModelException("The data can't be aligned to " + alignment + " bytes");
        }
        return alignment;
    }

    private OptionalLong number(String key) {
        Long value = numbers.get(key);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static <T> void keep(Map<String, T> entries, String key, T value) throws MalformedModelException {
        if (entries.size() == MOST_ENTRIES || entries.put(key, value) != null) {
            throw new MalformedModelException("The metadata has a key twice, or too many of them");
        }
    }
}
