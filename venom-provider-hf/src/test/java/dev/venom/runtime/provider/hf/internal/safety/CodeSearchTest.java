package dev.venom.runtime.provider.hf.internal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.hub.RepoInfo;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.selection.Selection;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSearchTest {
    private static final String AUTO_MAP = "\"auto_map\":{\"AutoModel\":\"modeling_x.X\"}";

    private static RemoteCode search(Map<String, byte[]> contents) {
        Map<RepoFile, byte[]> files = new TreeMap<>((one, other) -> one.path().compareTo(other.path()));
        contents.forEach((name, bytes) -> files.put(
                new RepoFile(
                        RelativePath.of(name),
                        bytes.length,
                        String.format("%040x", name.hashCode()),
                        Optional.empty(),
                        Optional.empty()),
                bytes));
        Selection selection = new Selection(
                files.keySet().stream().toList(),
                ModelFormat.SAFETENSORS,
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of());
        return new CodeSearch(selection).in(file -> Optional.of(files.get(file)), RepoInfo.UNKNOWN);
    }

    private static RemoteCode search(String name, String content) {
        return search(Map.of(name, content.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time_step_limit\":[0.0,Infinity],%s}",
                "{\"x\":-Infinity,%s}",
                "{\"x\":NaN,%s}",
                "{%s,\"auto_map\":{\"AutoModel\":\"modeling_x.X\"}}",
                "{\"x\":\"\\ud800\",%s}",
                "\ufeff{%s}",
                "{\"text_config\":{\"deeper\":[{%s}]}}",
                "{%s,\"x\":",
            })
    void seesTheClassesThatAConfigurationNames(String config) {
        RemoteCode code = search("config.json", String.format(config, AUTO_MAP));

        assertThat(code.reasons()).containsExactly("auto_map in config.json");
    }

    @Test
    void seesThemHoweverDeepTheirNeighboursAre() {
        String deep = "{\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "," + AUTO_MAP + "}";

        assertThat(search("config.json", deep).reasons()).containsExactly("auto_map in config.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "UTF-32BE"})
    void seesThemInEveryEncoding(String charset) {
        byte[] config = ("{" + AUTO_MAP + "}").getBytes(Charset.forName(charset));

        assertThat(search(Map.of("config.json", config)).reasons()).containsExactly("auto_map in config.json");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tokenizer_config.json | {\"auto_map\":[\"tokenization_x.X\",null]} | auto_map in tokenizer_config.json",
                "preprocessor_config.json | {\"auto_map\":{\"AutoProcessor\":\"org/other--p.P\"}}"
                        + " | auto_map in preprocessor_config.json, from org/other",
                "text_encoder/config.json | {\"auto_map\":{\"AutoModel\":\"m.M\"}} | auto_map in text_encoder/config.json",
                "config.json | {\"custom_pipelines\":{\"x\":{\"impl\":\"org/pipe--p.P\"}}}"
                        + " | custom_pipelines in config.json, from org/pipe",
                "config.json | {\"model_file\":\"mine.py\"} | model_file in config.json",
                "config.json | {\"attn_implementation\":\"org/kernels@main:flash\"}"
                        + " | kernels named in config.json, from org/kernels",
                "generation_config.json | {\"custom_generate\":\"org/own\"} | custom_generate in generation_config.json",
                "adapter_config.json | {\"auto_mapping\":{\"parent_library\":\"transformers_modules.x\"}}"
                        + " | parent_library in adapter_config.json",
                "modules.json | [{\"type\":\"sentence_transformers.models.Transformer\"},{\"type\":\"custom_st.T\"}]"
                        + " | type in modules.json",
                "2_Dense/config.json | {\"activation_function\":\"evil.Module\"} | activation_function in 2_Dense/config.json",
                "model_index.json | {\"_class_name\":[\"pipeline\",\"Mine\"]} | _class_name in model_index.json",
                "model_index.json | {\"unet\":[\"org/repo\",\"Net\"]} | unet in model_index.json",
                "sentence_bert_config.json | {\"model_args\":{\"trust_remote_code\":true}}"
                        + " | trust_remote_code in sentence_bert_config.json",
                "hyperparams.yaml | a: !apply:os.system [id] | !apply:os.system in hyperparams.yaml",
            })
    void looksWhereverLibrariesLook(String name, String content, String reason) {
        assertThat(search(name, content).reasons()).containsExactly(reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "config.json | {\"auto_map\":{},\"activation_function\":\"gelu_new\",\"attn_implementation\":\"sdpa\"}",
                "config.json | {\"auto_map\":null,\"trust_remote_code\":false,\"type\":\"x.y\"}",
                "adapter_config.json | {\"auto_mapping\":{\"parent_library\":\"transformers.models.llama\"}}",
                "modules.json | [{\"type\":\"sentence_transformers.models.Pooling\"}]",
                "2_Dense/config.json | {\"activation_function\":\"torch.nn.modules.activation.Tanh\"}",
                "model_index.json | {\"_class_name\":\"FluxPipeline\",\"unet\":[\"diffusers\",\"UNet\"],\"x\":[null,null]}",
                "hyperparams.yaml | a: !new:speechbrain.nnet.Linear",
                "readme.json | {\"auto_map\":{\"AutoModel\":\"m.M\"}}",
                "config.json | ``",
            })
    void findsNothingWhereNothingIs(String name, String content) {
        RemoteCode code = search(name, content);

        assertThat(code.reasons()).isEmpty();
        assertThat(code.unjudged()).isEmpty();
    }

    @Test
    void sourcesOfAPipelineLieBesideItsPart() {
        byte[] index = "{\"unet\":[\"my_unet\",\"Net\"]}".getBytes(StandardCharsets.UTF_8);

        assertThat(search(Map.of("model_index.json", index)).reasons()).isEmpty();
        assertThat(search(Map.of("model_index.json", index, "unet/my_unet.py", new byte[1]))
                        .reasons())
                .containsExactly("unet in model_index.json");
    }

    @Test
    void generationOfItsOwnIsCode() {
        assertThat(search("custom_generate/generate.py", "print()").reasons())
                .containsExactly("custom_generate/generate.py");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "{'a':1}", "not json"})
    void saysWhatItCouldNotJudge(String content) {
        assertThat(search("config.json", content).unjudged()).hasSize(1);
    }

    @Test
    void saysThatTextIsNone() {
        byte[] config = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};

        assertThat(search(Map.of("config.json", config)).unjudged()).hasSize(1);
    }

    @Test
    void saysThatAFileIsTooLong() {
        assertThat(search(Map.of("config.json", new byte[(16 << 20) + 1])).unjudged())
                .singleElement()
                .asString()
                .contains("config.json");
    }
}
