package dev.venom.runtime.core.internal.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up the headers of a model's safetensors files. Immutable. */
final class SafetensorsWeights {
    private final SafetensorsReader reader;
    private final int maxHeaders;

    /**
     * @param packing counts packed weights
     * @param maxHeaders with more files than this, the first one stands for all
     */
    SafetensorsWeights(PackedWeights packing, int maxHeaders) {
        this.reader = new SafetensorsReader(packing);
        this.maxHeaders = maxHeaders;
    }

    WeightSummary summary(List<InspectableFile> shards, HeaderReads reads) {
        boolean all = shards.size() <= maxHeaders;
        Map<String, Long> parametersByType = new HashMap<>();
        long tensorBytes = 0;
        for (InspectableFile shard : all ? shards : shards.subList(0, 1)) {
            Optional<SafetensorsHeader> header = reads.header(reader::read, shard);
            if (header.isEmpty()) {
                return WeightSummary.UNKNOWN;
            }
            tensorBytes += header.get().tensorBytes();
            // Each count fits its file's length, so no sum of them overflows.
            header.get().parametersByType().forEach((type, count) -> parametersByType.merge(type, count, Long::sum));
        }
        long counted =
                parametersByType.values().stream().mapToLong(Long::longValue).sum();
        long parameters = all ? counted : scaled(counted, tensorBytes, shards);
        return new WeightSummary(PositiveNumber.of(parameters), mostFrequent(parametersByType));
    }

    private static long scaled(long counted, long countedBytes, List<InspectableFile> shards) {
        long totalBytes = shards.stream().mapToLong(InspectableFile::sizeBytes).sum();
        return countedBytes == 0 ? 0 : Math.round((double) counted * totalBytes / countedBytes);
    }

    private static Optional<String> mostFrequent(Map<String, Long> parametersByType) {
        return parametersByType.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }
}
