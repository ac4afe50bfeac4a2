package dev.venom.runtime.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.TransformerShape;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConfigurationShapeTest {
    @Test
    void readsTheMeasuresOfLlama() throws Exception {
        assertThat(shape("{'architectures':['LlamaForCausalLM'],'hidden_size':4096,'num_hidden_layers':32,"
                        + "'num_attention_heads':32,'num_key_value_heads':8}"))
                .contains(new TransformerShape(32, 32, 8, 128, 128, OptionalInt.empty(), OptionalLong.empty(), false));
    }

    @Test
    void looksForTheTextModelOfAMultimodalOne() throws Exception {
        assertThat(shape("{'architectures':['Gemma3ForConditionalGeneration'],'text_config':{'hidden_size':2560,"
                        + "'num_hidden_layers':34,'num_attention_heads':8,'num_key_value_heads':4,'head_dim':256,"
                        + "'sliding_window':1024}}"))
                .contains(new TransformerShape(34, 8, 4, 256, 256, OptionalInt.empty(), OptionalLong.of(1024), false));
    }

    @Test
    void knowsLatentAttentionLinearLayersAndOlderNames() throws Exception {
        assertThat(shape("{'architectures':['DeepseekV3ForCausalLM'],'hidden_size':7168,'num_hidden_layers':61,"
                                + "'num_attention_heads':128,'num_key_value_heads':128,'kv_lora_rank':512,"
                                + "'qk_rope_head_dim':64,'v_head_dim':128}")
                        .orElseThrow()
                        .latentWidth())
                .hasValue(576);
        assertThat(shape("{'architectures':['Qwen3NextForCausalLM'],'hidden_size':2048,'num_hidden_layers':4,"
                                + "'num_attention_heads':16,'num_key_value_heads':2,'head_dim':256,'layer_types':"
                                + "['linear_attention','linear_attention','linear_attention','full_attention']}")
                        .orElseThrow()
                        .layers())
                .isEqualTo(1);
        assertThat(shape("{'architectures':['FalconForCausalLM'],'hidden_size':4544,'n_layer':32,'n_head':71,"
                                + "'multi_query':true}")
                        .orElseThrow()
                        .keyValueHeads())
                .isEqualTo(1);
    }

    @Test
    void tellsEncodersFromWriters() throws Exception {
        String rest = "'hidden_size':64,'num_hidden_layers':2,'num_attention_heads':4}";
        assertThat(shape("{'architectures':['BertModel']," + rest).orElseThrow().embedding())
                .isTrue();
        assertThat(shape("{'architectures':['GPT2LMHeadModel']," + rest)
                        .orElseThrow()
                        .embedding())
                .isFalse();
        assertThat(shape("{'architectures':['ChatGLMModel']," + rest)
                        .orElseThrow()
                        .embedding())
                .isFalse();
    }

    @Test
    void staysEmptyWhereMeasuresAreMissingOrAbsurd() throws Exception {
        assertThat(shape("{'architectures':['X'],'hidden_size':64}")).isEmpty();
        assertThat(shape("{'num_hidden_layers':-1,'num_attention_heads':0,'hidden_size':64}"))
                .isEmpty();
        assertThat(shape("{'num_hidden_layers':99999999999,'num_attention_heads':4,'hidden_size':64}"))
                .isEmpty();
    }

    private static Optional<TransformerShape> shape(String json) throws MalformedJsonException {
        return ModelConfiguration.of(JsonReader.within(JsonLimits.FOREIGN)
                        .readObject(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .shape();
    }
}
