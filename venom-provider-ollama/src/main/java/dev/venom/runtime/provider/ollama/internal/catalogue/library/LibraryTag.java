package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A variant of a model. Immutable.
 *
 * @param tag such as {@code 270m}
 * @param sizeBytes as large as its page says, rounded there
 * @param contextLength longest sequence in tokens
 */
public record LibraryTag(String tag, OptionalLong sizeBytes, OptionalLong contextLength) {
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}");

    /**
     * A variant of which only the name is known.
     *
     * @param tag its name
     * @return the tag
     */
    public static LibraryTag named(String tag) {
        return new LibraryTag(tag, OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * Whether a text can be a tag of a model that runs here: those of models in the cloud can't.
     *
     * @param text anything
     * @return true for such a tag
     */
    public static boolean isLocalTag(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return GRAMMAR.matcher(text).matches() && !lower.equals("cloud") && !lower.endsWith("-cloud");
    }

    /**
     * This tag, completed by what another source says of it.
     *
     * @param other the same tag from elsewhere
     * @return a tag that knows what either knows, this one first
     */
    public LibraryTag or(LibraryTag other) {
        return new LibraryTag(
                tag,
                sizeBytes.isPresent() ? sizeBytes : other.sizeBytes,
                contextLength.isPresent() ? contextLength : other.contextLength);
    }
}
