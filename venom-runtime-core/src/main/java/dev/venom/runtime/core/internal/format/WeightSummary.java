package dev.venom.runtime.core.internal.format;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the headers of a model's weights say together. Immutable.
 *
 * @param parameters number of weights
 * @param dataType the type that most of them have
 */
record WeightSummary(OptionalLong parameters, Optional<String> dataType) {
    static final WeightSummary UNKNOWN = new WeightSummary(OptionalLong.empty(), Optional.empty());
}
