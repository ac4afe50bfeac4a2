package dev.venom.runtime.core.internal.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.model.TransformerShape;
import dev.venom.runtime.core.internal.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The measures of a transformer from {@code config.json}, by the names that vLLM looks for
 * (vllm/transformers_utils/model_arch_config_convertor.py). Immutable.
 *
 * @param level the object that holds the values of the text model
 * @param architectures class names of the whole model
 */
record ConfigurationShape(JsonNode level, List<String> architectures) {
    private static final List<String> LAYERS = List.of("num_hidden_layers", "n_layer", "num_layers", "n_layers");
    private static final List<String> HEADS = List.of("num_attention_heads", "n_head", "num_heads", "n_heads");
    private static final List<String> KEY_VALUE_HEADS = List.of(
            "n_head_kv", "num_kv_heads", "num_key_value_heads", "multi_query_group_num", "num_attention_groups");
    private static final List<String> WIDTHS = List.of("hidden_size", "n_embd", "d_model");
    private static final List<String> HEAD_WIDTHS = List.of("head_dim", "hidden_size_per_head");
    private static final long HIGHEST_COUNT = 1_000_000;
    /** Classes that write text although they are named as a bare model. */
    private static final Set<String> WRITERS = Set.of("ChatGLMModel", "AquilaModel");

    Optional<TransformerShape> shape() {
        OptionalLong layers = first(LAYERS);
        OptionalLong heads = first(HEADS);
        OptionalLong headWidth = headWidth(heads);
        if (layers.isEmpty() || heads.isEmpty() || headWidth.isEmpty()) {
            return Optional.empty();
        }
        int width = (int) headWidth.getAsLong();
        return Optional.of(new TransformerShape(
                (int) attentionLayers(layers.getAsLong()),
                (int) heads.getAsLong(),
                (int) keyValueHeads(heads.getAsLong()),
                width,
                (int) count("v_head_dim").orElse(width),
                latentWidth(),
                slidingWindow(),
                isEmbedding()));
    }

    private OptionalLong headWidth(OptionalLong heads) {
        OptionalLong declared = first(HEAD_WIDTHS);
        OptionalLong width = first(WIDTHS);
        if (declared.isPresent() || width.isEmpty() || heads.isEmpty()) {
            return declared;
        }
        long share = width.getAsLong() / heads.getAsLong();
        return share > 0 ? OptionalLong.of(share) : OptionalLong.empty();
    }

    /** Falcon's older files say in a word of their own that all heads share one key. */
    private long keyValueHeads(long heads) {
        OptionalLong declared = first(KEY_VALUE_HEADS);
        boolean shared = level.path("multi_query").booleanValue()
                && !level.path("new_decoder_architecture").booleanValue();
        return declared.orElse(shared ? 1 : heads);
    }

    /** Layers of another kind, such as Mamba's, keep a state of constant size. */
    private long attentionLayers(long layers) {
        List<String> types = Json.texts(level.path("layer_types"));
        long attention = types.stream()
                .filter(type -> type.contains("attention") && !type.startsWith("linear"))
                .count();
        return types.isEmpty() || attention == 0 ? layers : attention;
    }

    private OptionalInt latentWidth() {
        OptionalLong rank = count("kv_lora_rank");
        return rank.isPresent()
                ? OptionalInt.of(
                        (int) (rank.getAsLong() + count("qk_rope_head_dim").orElse(0)))
                : OptionalInt.empty();
    }

    private OptionalLong slidingWindow() {
        boolean unused = !Json.flag(level.path("use_sliding_window")).orElse(true);
        return unused ? OptionalLong.empty() : count("sliding_window");
    }

    private boolean isEmbedding() {
        return !architectures.isEmpty()
                && architectures.stream()
                        .allMatch(name ->
                                name.endsWith("Model") && !name.endsWith("LMHeadModel") && !WRITERS.contains(name)
                                        || name.endsWith("ForMaskedLM"));
    }

    private OptionalLong first(List<String> names) {
        return names.stream()
                .map(this::count)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private OptionalLong count(String name) {
        OptionalLong declared = Json.number(level.path(name));
        return declared.isPresent() && declared.getAsLong() > 0 && declared.getAsLong() <= HIGHEST_COUNT
                ? declared
                : OptionalLong.empty();
    }
}
