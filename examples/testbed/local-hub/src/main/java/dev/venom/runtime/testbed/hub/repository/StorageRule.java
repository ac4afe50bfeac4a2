package dev.venom.runtime.testbed.hub.repository;

import java.util.Locale;
import java.util.Set;

/** Which files go to LFS unless someone says otherwise: the large ones and the weights. */
final class StorageRule {

    private static final long LARGE = 10_000_000;
    private static final Set<String> WEIGHT_FORMATS = Set.of(
            "bin",
            "ckpt",
            "gguf",
            "h5",
            "model",
            "msgpack",
            "npy",
            "npz",
            "onnx",
            "ot",
            "pickle",
            "pkl",
            "pt",
            "pth",
            "safetensors",
            "tflite");

    private StorageRule() {}

    static Storage of(String path, long size) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return size >= LARGE || WEIGHT_FORMATS.contains(extension) ? Storage.LFS : Storage.PLAIN;
    }
}
