package dev.venom.runtime.core.internal.format;

import java.util.OptionalLong;

/** Lets through the counts that a file declares, if they can be true. */
final class PositiveNumber {
    private static final long HIGHEST_BELIEVED = 1L << 50;

    private PositiveNumber() {}

    static OptionalLong of(long declared) {
        return declared > 0 && declared < HIGHEST_BELIEVED ? OptionalLong.of(declared) : OptionalLong.empty();
    }

    static OptionalLong of(OptionalLong declared) {
        return declared.isPresent() ? of(declared.getAsLong()) : declared;
    }
}
