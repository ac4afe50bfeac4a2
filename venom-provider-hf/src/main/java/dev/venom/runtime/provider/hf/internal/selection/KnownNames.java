package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.RelativePath;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in use in model repositories, and what stands behind them. A name is known by its suffix, or as a
 * whole; whatever is not here is not known. All names in lower case.
 */
final class KnownNames {
    private static final Map<String, FileKind> SUFFIXES = new HashMap<>();

    static {
        suffixes(FileKind.SAFETENSORS, "safetensors");
        suffixes(FileKind.GGUF, "gguf");
        suffixes(
                FileKind.PICKLE,
                "bin pt pth pt2 ptl ckpt cpt chkpt checkpoint pkl pickle cpkl p joblib dill cloudpickle nemo npz sav th t7"
                        + " torch torchscript jit mar pdparams pdopt distcp skops pyth rds rda rdata");
        suffixes(
                FileKind.OTHER_WEIGHTS,
                "h5 hdf5 keras msgpack ot tflite onnx onnx_data pb pbtxt mlmodel mlpackage mlmodelc litertlm task engine"
                        + " trt plan pte llamafile rknn ggml ggjt pdiparams pdmodel pdiparams.info params caffemodel"
                        + " weights mnn tmfile om bmodel hef dlc uff ort onnx.data");
        suffixes(
                FileKind.CODE,
                "py pyi pyx pxd ipynb sh bash zsh fish bat cmd ps1 psm1 js mjs cjs jsx tsx c cc cpp cxx cu cuh h hh hpp"
                        + " java kt scala go rs rb pl pm lua r jl swift m mm php cs vb metal cl glsl hlsl wgsl cmake sql");
        suffixes(
                FileKind.PROGRAM,
                "so dll dylib exe msi com scr vbs wsf hta lnk pyc pyo pyd whl egg jar war class apk ipa deb rpm dmg pkg"
                        + " appimage bundle node wasm a o lib ko ptx cubin fatbin hsaco metallib iso cab");
        suffixes(
                FileKind.DOCUMENT,
                "md markdown mdx rst txt text json jsonl ndjson json5 jsonc yaml yml toml ini cfg conf config xml csv tsv"
                        + " html htm xhtml css scss tex bib cff rtf log jinja jinja2 j2 tmpl template prompt properties"
                        + " lock diff patch proto prototxt lst gbnf lark srt vtt sha256 sha1 md5 asc sig license licence"
                        + " notice gitattributes gitignore gitmodules gitkeep dockerignore editorconfig ds_store");
        suffixes(FileKind.DOCUMENT, "tiktoken spm bpe codes vocab voc dict dic subwords");
        suffixes(
                FileKind.DOCUMENT,
                "png jpg jpeg gif webp svg bmp ico tif tiff avif heic eps ps pdf drawio excalidraw mp3 wav flac ogg oga"
                        + " opus m4a aac mp4 m4v webm mov mkv avi ttf otf woff woff2 docx pptx xlsx odt ods odp epub");
    }

    /** Weights of these kinds hold layers or graphs that may call code, or are programs themselves. */
    private static final Set<String> WITH_CODE =
            Set.of("h5", "hdf5", "keras", "pb", "llamafile", "engine", "trt", "plan");

    private static final Set<String> PACKERS = Set.of(
            "gz", "bz2", "xz", "zst", "lz4", "lzma", "br", "z", "zip", "7z", "rar", "tar", "tgz", "tbz2", "txz",
            "tzst");
    private static final Set<String> OTHER_DIRECTORIES =
            Set.of("onnx", "openvino", "coreml", "original", "tf", "flax", "tflite", "mlx", "metal", "tensorrt");
    private static final List<String> BUNDLES = List.of(".mlpackage", ".mlmodelc");

    private static final Pattern NO_PICKLE = Pattern.compile("(?:openvino_.*|ggml-.*)\\.bin");
    private static final Pattern EXTRA =
            Pattern.compile("(?:training_args|optimizer|scheduler|scaler|rng_state|random_states|trainer_state).*");
    private static final Pattern TENSORFLOW_CHECKPOINT =
            Pattern.compile(".*\\.data-\\d{5}-of-\\d{5}|.*\\.ckpt[^.]*\\.(?:index|meta)|variables\\.index");
    /** Where torch keeps the plan of a checkpoint of many parts. */
    private static final String DISTRIBUTED_CHECKPOINT = ".metadata";

    private static final Pattern ONNX_DATA = Pattern.compile(".*\\.onnx[._]data[-_.]?\\d*");
    private static final Pattern VERSIONED_LIBRARY = Pattern.compile(".*\\.so(?:\\.\\d+)+");
    /** Tokenizers of sentencepiece and its kin share their suffix with other programs' Python objects. */
    private static final Pattern TOKENIZER_MODEL = Pattern.compile(
            "(?:.*(?:token|spiece|sentencepiece|spm|bpe|unigram|vocab).*|(?:.*[._-])?sp)\\.model(?:\\.v\\d+)?");

    private static final Pattern PLAIN_DOCUMENT =
            Pattern.compile("(?:readme|licen[cs]e|notice|copying|copyright|us(?:e|age)[_-]policy|acceptable[_-]use"
                    + "|third[_-]party)(?:[ ._-].*)?"
                    + "|authors|contributors|contributing|changelog|changes|citation|history|credits|terms|version"
                    + "|makefile|dockerfile|modelfile|procfile|codeowners|requirements|vocab|merges|latest|template"
                    + "|params|system|\\.env|\\.git.*|.+\\.metadata");

    private KnownNames() {}

    private static void suffixes(FileKind kind, String names) {
        for (String name : names.split(" ")) {
            SUFFIXES.put(name, kind);
        }
    }

    static FileKind kind(String name) {
        if (EXTRA.matcher(name).matches() && bySuffix(name) == FileKind.PICKLE) {
            return FileKind.PICKLE_EXTRA;
        }
        return byWholeName(name).orElseGet(() -> bySuffix(name));
    }

    static boolean isWeightsWithCode(String name) {
        return WITH_CODE.contains(suffix(name));
    }

    /** A directory of another runtime's, or a bundle, which is a directory that is handled like a file. */
    static boolean isOfOtherRuntime(RelativePath path) {
        return isInsideBundle(path)
                || !path.isTopLevel()
                        && OTHER_DIRECTORIES.contains(path.segments().get(0).toLowerCase(Locale.ROOT));
    }

    /** A document or source, also where it lies among the weights of another runtime. */
    static boolean isText(RelativePath path) {
        FileKind kind = kind(path.fileName().toLowerCase(Locale.ROOT));
        return kind == FileKind.DOCUMENT || kind == FileKind.CODE;
    }

    static boolean isInsideBundle(RelativePath path) {
        return path.segments().stream()
                .limit(path.segments().size() - 1L)
                .map(segment -> segment.toLowerCase(Locale.ROOT))
                .anyMatch(segment -> BUNDLES.stream().anyMatch(segment::endsWith));
    }

    private static Optional<FileKind> byWholeName(String name) {
        if (NO_PICKLE.matcher(name).matches()
                || ONNX_DATA.matcher(name).matches()
                || TENSORFLOW_CHECKPOINT.matcher(name).matches()) {
            return Optional.of(FileKind.OTHER_WEIGHTS);
        }
        if (name.equals(DISTRIBUTED_CHECKPOINT)) {
            return Optional.of(FileKind.PICKLE);
        }
        if (VERSIONED_LIBRARY.matcher(name).matches()) {
            return Optional.of(FileKind.PROGRAM);
        }
        return TOKENIZER_MODEL.matcher(name).matches() ? Optional.of(FileKind.DOCUMENT) : Optional.empty();
    }

    private static FileKind bySuffix(String name) {
        String suffix = suffix(name);
        if (PACKERS.contains(suffix)) {
            return packed(kind(name.substring(0, name.length() - suffix.length() - 1)));
        }
        FileKind known = SUFFIXES.get(suffix);
        if (known != null) {
            return known;
        }
        return PLAIN_DOCUMENT.matcher(name).matches() ? FileKind.DOCUMENT : FileKind.UNKNOWN;
    }

    /** What is packed keeps its nature; an archive that says nothing of its content may hold anything. */
    private static FileKind packed(FileKind content) {
        return switch (content) {
            case PICKLE, PICKLE_EXTRA, DOCUMENT, PROGRAM -> content;
            case SAFETENSORS, GGUF, OTHER_WEIGHTS -> FileKind.UNKNOWN;
            case CODE, UNKNOWN -> FileKind.PROGRAM;
        };
    }

    private static String suffix(String name) {
        return name.indexOf('.') < 0 ? "" : name.substring(name.lastIndexOf('.') + 1);
    }
}
