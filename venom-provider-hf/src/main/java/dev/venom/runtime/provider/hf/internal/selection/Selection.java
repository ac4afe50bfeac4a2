package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.List;
import java.util.Optional;

/**
 * The files that an install takes. Immutable.
 *
 * @param files at least one file, in the order of their names
 * @param format how the weights among them are stored
 * @param missingShards shards that the repository's own index names and the repository lacks
 * @param leftOut files that the default leaves out, known weights of other formats among them
 */
public record Selection(List<RepoFile> files, ModelFormat format, List<String> missingShards, List<RepoFile> leftOut) {
    /** Copies the lists. */
    public Selection {
        files = List.copyOf(files);
        missingShards = List.copyOf(missingShards);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Files among them whose names say nothing.
     *
     * @return the files
     */
    public List<RepoFile> unknownFiles() {
        return ofKind(files, FileKind.UNKNOWN);
    }

    /**
     * Files left out that are no weights of another format: nobody knows what for, or programs.
     *
     * @return their names
     */
    public List<String> strangersLeftOut() {
        return leftOut.stream()
                .filter(file -> isStranger(FileKind.of(file.path())))
                .map(file -> file.path().text())
                .toList();
    }

    private static boolean isStranger(FileKind kind) {
        return kind == FileKind.UNKNOWN || kind == FileKind.PROGRAM;
    }

    private static List<RepoFile> ofKind(List<RepoFile> files, FileKind kind) {
        return files.stream().filter(file -> FileKind.of(file.path()) == kind).toList();
    }

    /**
     * Files among them whose loading can run code.
     *
     * @return their names
     */
    public List<String> unsafeFiles() {
        return files.stream()
                .filter(file -> FileKind.isUnsafe(file.path()))
                .map(file -> file.path().text())
                .toList();
    }

    /**
     * Sources of programs among them.
     *
     * @return their names
     */
    public List<String> codeFiles() {
        return ofKind(files, FileKind.CODE).stream()
                .map(file -> file.path().text())
                .toList();
    }

    /**
     * The quantization that the names of the weights tell.
     *
     * @return the quantization; empty where this is no GGUF model
     */
    public Optional<Quantization> quantization() {
        return files.stream()
                .filter(file -> FileKind.of(file.path()) == FileKind.GGUF)
                .filter(file -> !file.path().fileName().contains("mmproj"))
                .findFirst()
                .flatMap(file -> Quantization.in(file.path().text().replaceAll("-\\d{5}-of-\\d{5}(?=\\.gguf$)", "")));
    }
}
