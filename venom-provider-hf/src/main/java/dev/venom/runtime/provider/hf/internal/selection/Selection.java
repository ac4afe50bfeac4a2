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
 */
public record Selection(List<RepoFile> files, ModelFormat format, List<String> missingShards) {
    /** Copies the lists. */
    public Selection {
        files = List.copyOf(files);
        missingShards = List.copyOf(missingShards);
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
     * Python sources among them.
     *
     * @return their names
     */
    public List<String> codeFiles() {
        return files.stream()
                .filter(file -> FileKind.of(file.path()) == FileKind.CODE)
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
