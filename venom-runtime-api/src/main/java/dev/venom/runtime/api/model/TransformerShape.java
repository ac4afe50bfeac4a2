package dev.venom.runtime.api.model;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The measures of a transformer that decide how much memory a token of context takes, and how it can be
 * divided over GPUs. Read from {@code config.json} or a GGUF header. Immutable.
 *
 * @param layers layers with attention
 * @param attentionHeads heads that ask
 * @param keyValueHeads heads that are kept in the cache; the largest of all layers
 * @param keyWidth length of a key of one head
 * @param valueWidth length of a value of one head
 * @param latentWidth length of what is kept of a token instead of keys and values (multi-head latent
 *     attention); empty where those are kept
 * @param slidingWindow tokens that a layer looks back, where it is limited
 * @param embedding whether the model makes embeddings, not text
 */
public record TransformerShape(
        int layers,
        int attentionHeads,
        int keyValueHeads,
        int keyWidth,
        int valueWidth,
        OptionalInt latentWidth,
        OptionalLong slidingWindow,
        boolean embedding) {}
