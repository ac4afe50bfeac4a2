package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.TransformerShape;
import java.io.IOException;
import java.util.Arrays;
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

    /** No key of a file ends so: the end of a list's name under which its length is kept. */
    private static final String COUNT = "\0count";

    private static final String PARTS = "split.count";

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    void read(String key, GgufCursor cursor) throws IOException {
        GgufValueType type = cursor.type();
        boolean wanted =
                key.startsWith("general.") || key.equals(PARTS) || key.endsWith(".context_length") || isMeasure(key);
        if (wanted && type == GgufValueType.STRING) {
            keep(texts, key, cursor.textOrEmpty(LONGEST_TEXT_BYTES));
        } else if (wanted && type.isWhole()) {
            keep(numbers, key, cursor.whole(type));
        } else if (wanted && type == GgufValueType.ARRAY) {
            keepList(key, cursor);
        } else {
            cursor.skip(type);
        }
    }

    /** Whether nothing more is needed; a licence stands before the vocabulary, if there is one. */
    boolean isCompleteBefore(String key) {
        return fileType().isPresent()
                && contextLength().isPresent()
                && parameters().isPresent()
                && !isMeasure(key)
                && (license().isPresent() && shape().isPresent() || key.startsWith("tokenizer."));
    }

    /** What decides how much memory a token of context takes. */
    Optional<TransformerShape> shape() {
        return new GgufShape(this).shape();
    }

    /** A positive number under the architecture's name; of a list the largest. */
    OptionalLong ofArchitecture(String key) {
        return PositiveNumber.of(
                architecture().map(name -> number(name + "." + key)).orElse(OptionalLong.empty()));
    }

    /** How many elements of a list under the architecture's name are positive; empty where it is no list. */
    OptionalLong countOfArchitecture(String key) {
        return PositiveNumber.of(
                architecture().map(name -> number(name + "." + key + COUNT)).orElse(OptionalLong.empty()));
    }

    /** Whether there is an entry under the architecture's name, whatever it says. */
    boolean has(String key) {
        return architecture()
                .filter(name -> number(name + "." + key).isPresent())
                .isPresent();
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

    /** How many files the model was split into. */
    OptionalLong parts() {
        return PositiveNumber.of(number(PARTS));
    }

    long alignment() throws MalformedModelException {
        long alignment = number("general.alignment").orElse(DEFAULT_ALIGNMENT);
        if (alignment < 1 || alignment > HIGHEST_ALIGNMENT || Long.bitCount(alignment) != 1) {
            throw new MalformedModelException("The data can't be aligned to " + alignment + " bytes");
        }
        return alignment;
    }

    private static boolean isMeasure(String key) {
        return GgufShape.KEYS.contains(key.substring(key.indexOf('.') + 1));
    }

    private void keepList(String key, GgufCursor cursor) throws IOException {
        Optional<long[]> values = cursor.wholes(MOST_ENTRIES);
        if (values.isPresent()) {
            keep(numbers, key, Arrays.stream(values.get()).max().orElse(0));
            keep(
                    numbers,
                    key + COUNT,
                    Arrays.stream(values.get()).filter(value -> value > 0).count());
        }
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
