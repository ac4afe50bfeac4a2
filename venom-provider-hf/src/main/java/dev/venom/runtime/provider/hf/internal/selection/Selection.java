package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.GgufFileName;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.List;
import java.util.Optional;

/**
 * The files that an install takes. Immutable.
 *
 * @param files at least one file, in the order of their names
 * @param format how the weights among them are stored
 * @param gaps why the weights can't be loaded as they are, as parts of a sentence: each refuses the model
 * @param remarks what somebody should know of the weights, as parts of a sentence
 * @param leftOut files that the default leaves out, known weights of other formats among them
 */
public record Selection(
        List<RepoFile> files, ModelFormat format, List<String> gaps, List<String> remarks, List<RepoFile> leftOut) {
    /** Copies the lists. */
    public Selection {
        files = List.copyOf(files);
        gaps = List.copyOf(gaps);
        remarks = List.copyOf(remarks);
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
     * Files among them whose names would be those of Python objects, but for the place where they lie.
     *
     * @return the files
     */
    public List<RepoFile> doubtfulFiles() {
        return files.stream().filter(file -> CTranslate2.isModel(file, files)).toList();
    }

    /**
     * Weights among them in formats other than safetensors and GGUF.
     *
     * @return their names
     */
    public List<String> otherWeights() {
        return files.stream()
                .filter(file -> isOtherWeights(FileKind.of(file.path())))
                .filter(file -> !KnownNames.isText(file.path()))
                .map(file -> file.path().text())
                .toList();
    }

    private static boolean isOtherWeights(FileKind kind) {
        return kind == FileKind.OTHER_WEIGHTS || kind == FileKind.PICKLE;
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
                .filter(file -> FileKind.isUnsafe(file.path()) && !CTranslate2.isModel(file, files))
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
        return GgufFileName.models(files, RepoFile::path).stream()
                .findFirst()
                .flatMap(file -> GgufFileName.of(file.path()))
                .flatMap(GgufFileName::quantization)
                .map(Quantization::new);
    }
}
