package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.ModelDescription;
import java.util.Optional;
import java.util.OptionalLong;

/** Describes a Hugging Face model by its configuration and the headers of its weights. Immutable. */
final class SafetensorsInspection {
    private final int maxHeaders;

    SafetensorsInspection(int maxHeaders) {
        this.maxHeaders = maxHeaders;
    }

    ModelDescription describe(WeightFiles weights, ModelConfiguration configuration, HeaderReads reads) {
        PackedWeights packing = new PackedWeights(configuration.quantization());
        return describe(
                weights, configuration, new SafetensorsWeights(packing, maxHeaders).summary(weights.files(), reads));
    }

    /** Describes weights whose headers are not read. */
    static ModelDescription describe(WeightFiles weights, ModelConfiguration configuration, WeightSummary summary) {
        QuantizationNeeds needs = QuantizationNeeds.of(configuration.quantization());
        OptionalLong memory = MemoryEstimate.ofWeights(weights.sizeBytes());
        return new ModelDescription(
                weights.format(),
                configuration.quantization().method().or(summary::dataType).or(configuration::dataType),
                summary.parameters(),
                configuration.contextLength(),
                configuration.architectures(),
                Optional.empty(),
                new Hardware(needs.device(), needs.minComputeCapability(), memory),
                configuration.shape());
    }
}
