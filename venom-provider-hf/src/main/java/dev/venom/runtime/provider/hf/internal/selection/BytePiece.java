package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.RelativePath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a weights file that somebody cut because it was too large for an upload: {@code x.gguf.part1of2}, {@code
 * x.gguf-split-a}, {@code x.safetensors.part-aa}, {@code x.gguf.001}. Unlike the parts that llama.cpp writes, no
 * program loads such pieces before they are joined. Immutable.
 *
 * @param whole name of the file that the pieces make
 */
record BytePiece(String whole) {
    private static final Pattern NAME = Pattern.compile(
            "(.+\\.(?:gguf|ggml|safetensors|bin|pth?|ckpt))"
                    + "(?:[-._](?:part|split|piece|chunk)[-._]?(?:\\d{1,5}[-._]?of[-._]?\\d{1,5}|\\d{1,5}|[a-z]{1,2})"
                    + "|[-._](?:\\d{1,5}[-._]?of[-._]?\\d{1,5}|\\d{2,5}|[a-c][a-z]|[a-h]))",
            Pattern.CASE_INSENSITIVE);

    static Optional<BytePiece> of(RelativePath path) {
        Matcher name = NAME.matcher(path.text());
        return name.matches() ? Optional.of(new BytePiece(name.group(1))) : Optional.empty();
    }
}
