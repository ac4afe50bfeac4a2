package dev.venom.runtime.api.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model that can be had from a provider: one line of a search or a catalogue. Immutable.
 *
 * @param ref how to ask for it
 * @param downloads how often others fetched it
 * @param sizeBytes how large an install is, where the provider tells without another call
 * @param description what is known without reading its files
 * @param gated true if terms must be accepted first
 * @param tags the provider's own labels
 * @param summary one line for people
 */
public record ModelListing(
        ModelRef ref,
        OptionalLong downloads,
        OptionalLong sizeBytes,
        ModelDescription description,
        boolean gated,
        List<String> tags,
        Optional<String> summary) {
    /** Copies the list. */
    public ModelListing {
        tags = List.copyOf(tags);
    }
}
