package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.RelativePath;
import java.util.Collection;
import java.util.Set;

/**
 * What a model's provider knows of its files by their names. Immutable.
 *
 * @param weights files that hold weights in formats that are not read here
 * @param unknown files whose names say nothing
 */
public record FileHints(Set<RelativePath> weights, Set<RelativePath> unknown) {
    /** Nothing is known. */
    public static final FileHints NONE = new FileHints(Set.of(), Set.of());

    /** Copies the sets. */
    public FileHints {
        weights = Set.copyOf(weights);
        unknown = Set.copyOf(unknown);
    }

    /**
     * Takes the names that a provider tells.
     *
     * @param weights files that hold weights in formats that are not read here
     * @param unknown files whose names say nothing
     * @return the hints
     */
    public static FileHints of(Collection<RelativePath> weights, Collection<RelativePath> unknown) {
        return new FileHints(Set.copyOf(weights), Set.copyOf(unknown));
    }

    boolean isUnknown(InspectableFile file) {
        return unknown.contains(file.path());
    }
}
