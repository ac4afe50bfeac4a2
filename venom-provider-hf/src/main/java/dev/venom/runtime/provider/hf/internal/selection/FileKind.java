package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.RelativePath;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file of a repository is, told by its name alone. */
public enum FileKind {
    /** Tensors in safetensors. */
    SAFETENSORS,
    /** Tensors in GGUF. */
    GGUF,
    /** Python objects that a model's weights are in; loading them can run code. */
    PICKLE,
    /** Python objects beside the weights, such as an optimizer's state; loading them can run code. */
    PICKLE_EXTRA,
    /** Weights of any other kind: ONNX, OpenVINO, Core ML, TensorFlow, Flax, a publisher's original. */
    OTHER_WEIGHTS,
    /** Python source. */
    CODE,
    /** Everything else: configuration, tokenizer, licence, pictures. */
    DOCUMENT;

    private static final Set<String> OTHER_DIRECTORIES =
            Set.of("onnx", "openvino", "coreml", "original", "tf", "flax", "tflite", "mlx", "tensorrt");
    private static final List<String> OTHER_SUFFIXES = List.of(
            ".h5",
            ".keras",
            ".msgpack",
            ".ot",
            ".tflite",
            ".onnx",
            ".onnx_data",
            ".onnx.data",
            ".pb",
            ".mlmodel",
            ".mlpackage",
            ".mlmodelc",
            ".litertlm",
            ".task",
            ".engine",
            ".pte",
            ".llamafile",
            ".rknn");
    private static final List<String> PICKLE_SUFFIXES =
            List.of(".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".nemo");
    private static final Pattern NO_PICKLE = Pattern.compile("(?:openvino_.*|ggml-.*)\\.bin");
    private static final Pattern EXTRA =
            Pattern.compile("(?:training_args|optimizer|scheduler|scaler|rng_state|random_states|trainer_state).*");

    /**
     * Judges a name.
     *
     * @param path the name
     * @return what the file is taken for
     */
    public static FileKind of(RelativePath path) {
        String name = path.fileName().toLowerCase(Locale.ROOT);
        if (isInOtherDirectory(path) || OTHER_SUFFIXES.stream().anyMatch(name::endsWith)) {
            return OTHER_WEIGHTS;
        }
        if (name.endsWith(".safetensors")) {
            return SAFETENSORS;
        }
        if (name.endsWith(".gguf")) {
            return GGUF;
        }
        if (PICKLE_SUFFIXES.stream().anyMatch(name::endsWith)) {
            return pickle(name);
        }
        return name.endsWith(".py") ? CODE : DOCUMENT;
    }

    private static FileKind pickle(String name) {
        if (NO_PICKLE.matcher(name).matches()) {
            return OTHER_WEIGHTS;
        }
        return EXTRA.matcher(name).matches() ? PICKLE_EXTRA : PICKLE;
    }

    private static boolean isInOtherDirectory(RelativePath path) {
        return !path.isTopLevel()
                && OTHER_DIRECTORIES.contains(path.segments().get(0).toLowerCase(Locale.ROOT));
    }

    /**
     * Tells whether loading such a file can run code.
     *
     * @return true for Python objects
     */
    public boolean isPickle() {
        return this == PICKLE || this == PICKLE_EXTRA;
    }

    /**
     * Tells whether this name, wherever it lies, is one of Python objects.
     *
     * @param path the name
     * @return true if loading the file can run code
     */
    public static boolean isUnsafe(RelativePath path) {
        String name = path.fileName().toLowerCase(Locale.ROOT);
        return PICKLE_SUFFIXES.stream().anyMatch(name::endsWith)
                && !NO_PICKLE.matcher(name).matches();
    }
}
