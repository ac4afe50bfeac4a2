package dev.venom.runtime.core.internal.configuration;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Limits as one source states them: the builder, the file or the environment. Immutable.
 *
 * @param maxDiskBytes quota for all models
 * @param confirmAboveBytes above this an install has to be confirmed
 * @param maxDownloads models fetched at once
 * @param maxConnections connections of all downloads together
 */
public record Limits(
        OptionalLong maxDiskBytes,
        OptionalLong confirmAboveBytes,
        OptionalInt maxDownloads,
        OptionalInt maxConnections) {
    /** Nothing is stated. */
    public static final Limits NONE =
            new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty());

    /**
     * What this source states, and the other one for the rest.
     *
     * @param other the weaker source
     * @return limits of both
     */
    public Limits or(Limits other) {
        return new Limits(
                maxDiskBytes.isPresent() ? maxDiskBytes : other.maxDiskBytes,
                confirmAboveBytes.isPresent() ? confirmAboveBytes : other.confirmAboveBytes,
                maxDownloads.isPresent() ? maxDownloads : other.maxDownloads,
                maxConnections.isPresent() ? maxConnections : other.maxConnections);
    }
}
