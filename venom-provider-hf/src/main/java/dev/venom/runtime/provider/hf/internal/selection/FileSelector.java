package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Selects the files of an install. Patterns given by a person are taken as they are; without an include, only
 * weight formats other than the best one are left out, and files whose loading can run code. Immutable.
 */
public final class FileSelector {
    private final List<FilePattern> include;
    private final List<FilePattern> exclude;

    /**
     * A selector by patterns.
     *
     * @param include what to take; empty for the default
     * @param exclude what to leave out
     */
    public FileSelector(List<String> include, List<String> exclude) {
        this.include = include.stream().map(FilePattern::of).toList();
        this.exclude = exclude.stream().map(FilePattern::of).toList();
    }

    /**
     * Tells whether the repository's index of shards has a say.
     *
     * @return true for the default selection
     */
    public boolean usesIndex() {
        return include.isEmpty();
    }

    /**
     * Selects.
     *
     * @param files all files of a commit
     * @param index the repository's index of shards
     * @return the selection
     * @throws VenomException INVALID_REQUEST if an include matches nothing, or nothing is left
     */
    public Selection select(List<RepoFile> files, Optional<ShardIndex> index) {
        include.forEach(pattern -> requireMatch(pattern, files));
        List<RepoFile> wanted =
                files.stream().filter(file -> wants(file.path().text())).toList();
        if (wanted.isEmpty()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The patterns leave no file of the model.",
                    "Exclude less; an exclude beats an include.");
        }
        return include.isEmpty()
                ? byDefault(wanted, index)
                : new Selection(wanted, formatOf(wanted), List.of(), List.of());
    }

    /**
     * Tells whether the patterns leave a file in, whatever its kind.
     *
     * @param path its name
     * @return true if an include, where there is one, takes it and no exclude leaves it out
     */
    public boolean wants(String path) {
        return (include.isEmpty() || include.stream().anyMatch(pattern -> pattern.matches(path)))
                && exclude.stream().noneMatch(pattern -> pattern.matches(path));
    }

    private static Selection byDefault(List<RepoFile> wanted, Optional<ShardIndex> index) {
        ModelFormat format = formatOf(wanted);
        WeightFilter filter = WeightFilter.of(format, wanted, index);
        List<RepoFile> kept = wanted.stream().filter(filter::keeps).toList();
        List<RepoFile> leftOut =
                wanted.stream().filter(file -> !filter.keeps(file)).toList();
        return kept.isEmpty()
                ? new Selection(wanted, format, filter.missingShards(), List.of())
                : new Selection(kept, format, filter.missingShards(), leftOut);
    }

    /** The best format there is: without code before with code, vLLM's own before the others. */
    private static ModelFormat formatOf(List<RepoFile> files) {
        if (has(files, FileKind.SAFETENSORS)) {
            return ModelFormat.SAFETENSORS;
        }
        if (has(files, FileKind.GGUF)) {
            return ModelFormat.GGUF;
        }
        return has(files, FileKind.PICKLE) ? ModelFormat.PICKLE : ModelFormat.OTHER;
    }

    private static boolean has(List<RepoFile> files, FileKind kind) {
        return kinds(files).anyMatch(other -> other == kind);
    }

    private static Stream<FileKind> kinds(List<RepoFile> files) {
        return files.stream().map(file -> FileKind.of(file.path()));
    }

    private static void requireMatch(FilePattern pattern, List<RepoFile> files) {
        if (files.stream().noneMatch(file -> pattern.matches(file.path().text()))) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The include '" + pattern + "' matches no file of the model.",
                    "Patterns are case-sensitive, and '*' also matches '/'; see the files with plan.");
        }
    }
}
