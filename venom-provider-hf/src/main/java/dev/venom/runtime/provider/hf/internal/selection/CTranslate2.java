package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Models of CTranslate2, such as those of faster-whisper: {@code model.bin} beside {@code vocabulary.json} and its kin.
 * Elsewhere such a name is one of Python objects, so that here its first bytes have to tell.
 */
final class CTranslate2 {
    private static final String MODEL = "model.bin";
    private static final Pattern VOCABULARY =
            Pattern.compile("(?:(?:shared|source|target)_)?vocabulary(?:_\\d+)?\\.(?:json|txt)");

    private CTranslate2() {}

    /** Whether by its place a file is such a model. */
    static boolean isModel(RepoFile file, Collection<RepoFile> files) {
        return file.path().fileName().equals(MODEL)
                && files.stream()
                        .filter(other -> directory(other).equals(directory(file)))
                        .anyMatch(other ->
                                VOCABULARY.matcher(other.path().fileName()).matches());
    }

    private static String directory(RepoFile file) {
        String path = file.path().text();
        return path.substring(0, path.length() - file.path().fileName().length());
    }
}
