package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.RelativePath;
import java.util.Locale;

/** What a file of a repository is, told by its name alone. Closed: a name that says nothing is {@link #UNKNOWN}. */
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
    /** Source text of a program. */
    CODE,
    /** A program or library ready to run, or an archive that may hold one; never needed beside weights. */
    PROGRAM,
    /** What is known to be neither weights nor a program: configuration, tokenizer, licence, pictures. */
    DOCUMENT,
    /** The name does not tell; the first bytes may. */
    UNKNOWN;

    /**
     * Judges a name.
     *
     * @param path the name
     * @return what the file is taken for
     */
    public static FileKind of(RelativePath path) {
        if (KnownNames.isOfOtherRuntime(path)) {
            return OTHER_WEIGHTS;
        }
        return KnownNames.kind(lowerName(path));
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
     * Tells whether this name, wherever it lies, is one of Python objects, of a program, or of weights that may
     * bring code along.
     *
     * @param path the name
     * @return true if loading the file can run code
     */
    public static boolean isUnsafe(RelativePath path) {
        String name = lowerName(path);
        FileKind kind = KnownNames.kind(name);
        return !KnownNames.isInsideBundle(path)
                && (kind.isPickle() || kind == PROGRAM || KnownNames.isWeightsWithCode(name));
    }

    private static String lowerName(RelativePath path) {
        return path.fileName().toLowerCase(Locale.ROOT);
    }
}
