package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All models of a source as they were at some time. Immutable.
 *
 * @param source where it is from, for people
 * @param fetchedAt when the source said so
 * @param etag the source's own name of this state
 * @param paged true where each model has a page of its own with its sizes
 * @param models the most wanted first
 * @param warnings what was left out
 */
public record Library(
        String source,
        Instant fetchedAt,
        Optional<String> etag,
        boolean paged,
        List<LibraryModel> models,
        List<String> warnings) {
    /** Copies the lists. */
    public Library {
        models = List.copyOf(models);
        warnings = List.copyOf(warnings);
    }

    /**
     * Whether it is young enough to be shown without a look at its source.
     *
     * @param now the time
     * @param limit how old it may be
     * @return true if it is younger
     */
    public boolean isYoungerThan(Duration limit, Instant now) {
        return fetchedAt.plus(limit).isAfter(now);
    }

    /**
     * The same library, found unchanged.
     *
     * @param now the time
     * @return a copy of that age
     */
    public Library confirmed(Instant now) {
        return new Library(source, now, etag, paged, models, warnings);
    }

    /**
     * The same library with other models.
     *
     * @param others models in place of those
     * @return a copy
     */
    public Library with(List<LibraryModel> others) {
        return new Library(source, fetchedAt, etag, paged, others, warnings);
    }

    /**
     * This library, with what is known of the same models from elsewhere.
     *
     * @param other an earlier state, or another list
     * @return the models of this library, completed
     */
    public Library completedBy(Library other) {
        Map<String, LibraryModel> known = other.models.stream()
                .collect(Collectors.toMap(LibraryModel::name, Function.identity(), (first, second) -> first));
        return with(models.stream()
                .map(model -> known.containsKey(model.name()) ? model.completedBy(known.get(model.name())) : model)
                .toList());
    }
}
