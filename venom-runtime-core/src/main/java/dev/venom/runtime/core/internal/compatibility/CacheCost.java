package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.api.model.TransformerShape;

/**
 * What one token of context takes in the cache of one GPU (vllm/v1/kv_cache_interface.py). Immutable.
 *
 * @param shape the model's measures
 * @param division over how many GPUs it is divided
 * @param bytesPerValue 2 usually, 1 with an fp8 cache
 */
record CacheCost(TransformerShape shape, Division division, int bytesPerValue) {
    /** Heads are divided, each GPU keeps at least one; what latent attention keeps is not divided. */
    long bytesPerToken() {
        long layers = Math.max(1, shape.layers() / division.pipeline());
        if (shape.latentWidth().isPresent()) {
            return layers * shape.latentWidth().getAsInt() * bytesPerValue;
        }
        long heads = Math.max(1, shape.keyValueHeads() / division.tensor());
        return layers * heads * (shape.keyWidth() + shape.valueWidth()) * bytesPerValue;
    }
}
