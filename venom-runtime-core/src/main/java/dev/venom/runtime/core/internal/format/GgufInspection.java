package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.Hardware.Device;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Describes a model that is one GGUF file, or one split into several. Immutable. */
final class GgufInspection {
    private final GgufReader reader = new GgufReader();
    private final int maxHeaders;

    GgufInspection(int maxHeaders) {
        this.maxHeaders = maxHeaders;
    }

    ModelDescription describe(WeightFiles weights, HeaderReads reads) {
        Optional<GgufHeader> first = reads.header(reader::read, weights.files().get(0));
        return new ModelDescription(
                ModelFormat.GGUF,
                first.flatMap(GgufHeader::quantization),
                first.map(header -> parameters(header, weights.files(), reads)).orElse(OptionalLong.empty()),
                first.map(GgufHeader::contextLength).orElse(OptionalLong.empty()),
                first.flatMap(GgufHeader::architecture).map(List::of).orElse(List.of()),
                first.flatMap(GgufHeader::license),
                new Hardware(Device.ANY, Optional.empty(), MemoryEstimate.ofWeights(weights.sizeBytes())),
                first.flatMap(GgufHeader::shape));
    }

    /** Tells by its first bytes whether a file without a telling name is one. */
    boolean recognises(InspectableFile file) {
        return new HeaderReads().header(reader::recognises, file).orElse(false);
    }

    private OptionalLong parameters(GgufHeader first, List<InspectableFile> splits, HeaderReads reads) {
        if (splits.size() == 1) {
            return first.parameters();
        }
        if (splits.size() > maxHeaders) {
            return OptionalLong.empty();
        }
        long sum = first.parameters().orElse(0);
        for (InspectableFile split : splits.subList(1, splits.size())) {
            Optional<GgufHeader> header = reads.header(reader::read, split);
            if (header.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += header.get().parameters().orElse(0);
        }
        return PositiveNumber.of(sum);
    }
}
