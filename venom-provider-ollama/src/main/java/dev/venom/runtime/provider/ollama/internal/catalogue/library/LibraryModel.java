package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A model of the library with its variants. Immutable.
 *
 * @param name such as {@code gemma3}, or {@code user/model}
 * @param summary one line for people
 * @param pulls how often others fetched it
 * @param capabilities such as {@code vision} and {@code tools}
 * @param tags its variants, the main ones first
 * @param detailedAt when its own page was read; empty where only the list is known
 */
public record LibraryModel(
        String name,
        Optional<String> summary,
        OptionalLong pulls,
        List<String> capabilities,
        List<LibraryTag> tags,
        Optional<Instant> detailedAt) {
    private static final Pattern GRAMMAR =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_-]{0,79}/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}");

    /** Copies the lists. */
    public LibraryModel {
        capabilities = List.copyOf(capabilities);
        tags = List.copyOf(tags);
    }

    /**
     * Whether a text can be the name of a model.
     *
     * @param text anything
     * @return true for a name without a tag
     */
    public static boolean isName(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    /**
     * This model as its own page has it.
     *
     * @param found the variants of that page
     * @param now the time
     * @return a copy
     */
    public LibraryModel detailed(List<LibraryTag> found, Instant now) {
        return new LibraryModel(name, summary, pulls, capabilities, found.isEmpty() ? tags : found, Optional.of(now));
    }

    /**
     * This model together with another entry about it in the same list.
     *
     * @param other the same model
     * @return a model that knows what either knows, this one first
     */
    public LibraryModel or(LibraryModel other) {
        return merged(other, true);
    }

    /**
     * This model, completed by what is known of it from elsewhere. Variants that only the other has are added where it
     * has them from the model's own page, or where this one has none.
     *
     * @param other the same model
     * @return a model that knows what either knows, this one first
     */
    public LibraryModel completedBy(LibraryModel other) {
        return merged(other, tags.isEmpty() || other.detailedAt.isPresent());
    }

    private LibraryModel merged(LibraryModel other, boolean withOtherTags) {
        Map<String, LibraryTag> merged = new LinkedHashMap<>();
        tags.forEach(tag -> merged.put(tag.tag(), tag));
        other.tags.forEach(tag -> {
            if (withOtherTags || merged.containsKey(tag.tag())) {
                merged.merge(tag.tag(), tag, LibraryTag::or);
            }
        });
        return new LibraryModel(
                name,
                summary.or(other::summary),
                pulls.isPresent() ? pulls : other.pulls,
                capabilities.isEmpty() ? other.capabilities : capabilities,
                List.copyOf(merged.values()),
                detailedAt.or(other::detailedAt));
    }
}
