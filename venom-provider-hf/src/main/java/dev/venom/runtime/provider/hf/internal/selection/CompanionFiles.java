package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.provider.hf.internal.repository.RepoFile;

/**
 * The files that go along with weights of any format: documents and sources, and small files of which nothing is
 * known. What is large and not known is left out: it would cost a download, and may be weights once more.
 */
final class CompanionFiles {
    private static final long LARGEST_UNKNOWN_BYTES = 1 << 20;

    private CompanionFiles() {}

    static boolean holds(RepoFile file) {
        return switch (FileKind.of(file.path())) {
            case DOCUMENT, CODE -> true;
            case UNKNOWN -> file.sizeBytes() <= LARGEST_UNKNOWN_BYTES;
            case SAFETENSORS, GGUF, PICKLE, PICKLE_EXTRA, OTHER_WEIGHTS, PROGRAM -> false;
        };
    }
}
