package dev.venom.runtime.api.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The models that a provider lists as a whole, as they were at some time. Immutable.
 *
 * @param models what can be had, the most wanted first
 * @param source where the list is from, for people: an address without secrets, or the name of a list that came with
 *     the provider
 * @param fetchedAt when the source said so
 * @param stale true if the list is older than it should be, because the source did not answer
 * @param warnings what is missing or was left out, for people
 */
public record Catalogue(
        List<ModelListing> models, String source, Instant fetchedAt, boolean stale, List<String> warnings) {
    /** Copies the lists. */
    public Catalogue {
        models = List.copyOf(models);
        warnings = List.copyOf(warnings);
    }

    /**
     * How old the list is.
     *
     * @param now the time
     * @return its age, never negative
     */
    public Duration age(Instant now) {
        return now.isBefore(fetchedAt) ? Duration.ZERO : Duration.between(fetchedAt, now);
    }

    /**
     * The part of it in which some words occur, in names, labels or summaries, whatever their case.
     *
     * @param text words, all of which have to occur; blank for everything
     * @return the same catalogue with those models; first the ones whose name has all the words
     */
    public Catalogue matching(String text) {
        List<String> words = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        List<ModelListing> found = models.stream()
                .filter(model -> hasAll(everything(model), words))
                .sorted(Comparator.comparing(model -> !hasAll(name(model), words)))
                .toList();
        return new Catalogue(found, source, fetchedAt, stale, warnings);
    }

    private static String name(ModelListing model) {
        return model.ref().name().toLowerCase(Locale.ROOT);
    }

    private static String everything(ModelListing model) {
        String labels = String.join(" ", model.tags()) + " " + model.summary().orElse("");
        return name(model) + " " + labels.toLowerCase(Locale.ROOT);
    }

    private static boolean hasAll(String text, List<String> words) {
        return words.stream().allMatch(text::contains);
    }
}
