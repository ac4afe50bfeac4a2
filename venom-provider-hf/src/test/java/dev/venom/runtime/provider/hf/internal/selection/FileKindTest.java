package dev.venom.runtime.provider.hf.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.RelativePath;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "SAFETENSORS | model.safetensors a/MODEL.SafeTensors model.fp16.safetensors",
                "GGUF | m.gguf M.Q4_K_M.GGUF",
                "PICKLE | pytorch_model.bin weights.pth.tar model.pdparams model.dill model.pkl.gz model.pt2 model.mar"
                        + " weights.npz archive.data.pkl.zip model.t7 model.torch model.ckpt.zst rf.joblib.xz clf.sav"
                        + " x.nemo model.ptl m.PKL .metadata shard.distcp model.Rds net.th model.pt.tar.gz",
                "PICKLE_EXTRA | optimizer.pt training_args.bin rng_state_0.pth scheduler.pt.gz",
                "OTHER_WEIGHTS | tf_model.h5 model.keras flax_model.msgpack onnx/model.onnx model.onnx_data_1"
                        + " model.onnx.data a.onnx_data openvino_model.bin ggml-tiny.bin saved_model.pb"
                        + " m.mlpackage/Data/weights/weight.bin variables/variables.data-00000-of-00001"
                        + " bert_model.ckpt.index x.ckpt.data-00000-of-00002 inference.pdiparams m.llamafile onnx/config.json",
                "CODE | modeling_x.py run.sh kernel.cu demo.ipynb custom_generate/generate.py",
                "PROGRAM | libfoo.so libfoo.so.1.2 setup.exe x.whl a.jar m.pyc code.zip data.tar.gz things.tgz x.7z"
                        + " src.py.gz plugin.dll ops.pyd lib.wasm",
                "DOCUMENT | config.json README.md LICENSE USAGE_POLICY USE_POLICY tokenizer.model spiece.model source.spm"
                        + " vocab.txt merges.txt qwen.tiktoken tokenizer.model.v3 sentencepiece.bpe.model en.sp.model"
                        + " bpe_simple_vocab_16e6.txt.gz chat_template.jinja .gitattributes picture.PNG Modelfile vocab.bpe"
                        + " LICENSE-MODEL.xyz"
                        + " .cache/huggingface/download/model.safetensors.metadata model.safetensors.index.json",
                "UNKNOWN | model.npy word2vec.model weights model.safetensors.bak m.gguf.part1of2 m.Q4_0.gguf-split-a"
                        + " x.dat model.gguf.zst model.ts x.faiss q.gguf.part",
            })
    void namesTell(FileKind kind, String names) {
        assertThat(Arrays.asList(names.split(" ")))
                .allSatisfy(name ->
                        assertThat(FileKind.of(RelativePath.of(name))).as(name).isEqualTo(kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.keras", "tf_model.h5", "saved_model.pb", "original/consolidated.00.pth", "onnx/x.pkl",
                "m.llamafile", "m.engine", "x.so", "data.zip", "optimizer.pt"
            })
    void whatMayBringCodeIsToldWhereverItLies(String name) {
        assertThat(FileKind.isUnsafe(RelativePath.of(name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.safetensors",
                "m.gguf",
                "onnx/model.onnx",
                "flax_model.msgpack",
                "config.json",
                "ggml-x.bin",
                "m.mlpackage/Data/weights/weight.bin",
                "modeling.py",
                "tokenizer.model"
            })
    void whatHoldsNoCodeIsNot(String name) {
        assertThat(FileKind.isUnsafe(RelativePath.of(name))).isFalse();
    }
}
