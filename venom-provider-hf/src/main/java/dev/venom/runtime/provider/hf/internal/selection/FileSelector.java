package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Selects the files of an install. Patterns given by a person are taken as they are; without an include, only
 * weights in other formats than each component's best one are left out, and files whose loading can run code.
 * Immutable.
 */
public final class FileSelector {
    /** An include that begins with it names a quantization: {@code :Q4_K_M}. */
    public static final char QUANTIZATION = ':';

    private final List<FilePattern> include;
    private final Quantizations quantizations;
    private final List<FilePattern> exclude;

    /**
     * A selector by patterns.
     *
     * @param include what to take, by patterns or by quantizations of GGUF; empty for the default
     * @param exclude what to leave out
     */
    public FileSelector(List<String> include, List<String> exclude) {
        this.include = include.stream()
                .filter(text -> text.indexOf(QUANTIZATION) != 0)
                .map(FilePattern::of)
                .toList();
        this.quantizations = new Quantizations(include.stream()
                .filter(text -> text.indexOf(QUANTIZATION) == 0)
                .map(text -> text.substring(1))
                .toList());
        this.exclude = exclude.stream().map(FilePattern::of).toList();
    }

    /**
     * Selects.
     *
     * @param files all files of a commit
     * @param documents reads what the repository says of its components and shards
     * @return the selection
     * @throws VenomException INVALID_REQUEST if an include matches nothing, or nothing is left
     */
    public Selection select(List<RepoFile> files, Documents documents) {
        include.forEach(pattern -> requireMatch(pattern, files));
        quantizations.requireIn(files);
        List<RepoFile> wanted = files.stream().filter(this::wants).toList();
        if (wanted.isEmpty()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The patterns leave no file of the model.",
                    "Exclude less; an exclude beats an include.");
        }
        return include.isEmpty() ? byDefault(wanted, files, documents) : asIncluded(wanted);
    }

    /**
     * Tells whether patterns say what to take.
     *
     * @return false where the default is taken, be it of one quantization
     */
    public boolean hasPatterns() {
        return !include.isEmpty();
    }

    private boolean wants(RepoFile file) {
        boolean isOfQuantization = include.isEmpty() ? quantizations.leaveIn(file) : quantizations.holds(file);
        return isOfQuantization && isNotExcluded(file.path().text())
                || !include.isEmpty() && wants(file.path().text());
    }

    private boolean isNotExcluded(String path) {
        return exclude.stream().noneMatch(pattern -> pattern.matches(path));
    }

    /**
     * Tells whether the patterns leave a file in, whatever its kind.
     *
     * @param path its name
     * @return true if an include, where there is one, takes it and no exclude leaves it out
     */
    public boolean wants(String path) {
        return (include.isEmpty() || include.stream().anyMatch(pattern -> pattern.matches(path)))
                && isNotExcluded(path);
    }

    private Selection byDefault(List<RepoFile> wanted, List<RepoFile> all, Documents documents) {
        WeightChoice choice = new Components(wanted, documents).chosen();
        if (!exclude.isEmpty() && !choice.gaps().isEmpty()) {
            choice = choice.excusing(new Components(all, documents).chosen().gaps());
        }
        WeightChoice chosen = choice;
        List<RepoFile> kept =
                wanted.stream().filter(file -> isKept(file, chosen)).toList();
        List<RepoFile> leftOut =
                wanted.stream().filter(file -> !isKept(file, chosen)).toList();
        return kept.isEmpty()
                ? new Selection(wanted, formatOf(wanted), chosen.gaps(), chosen.remarks(), List.of())
                : new Selection(kept, formatOf(kept), chosen.gaps(), chosen.remarks(), leftOut);
    }

    private static boolean isKept(RepoFile file, WeightChoice choice) {
        return choice.files().contains(file)
                || CompanionFiles.holds(file) && BytePiece.of(file.path()).isEmpty();
    }

    /** Somebody chose: what can't be loaded as it is, is only told. */
    private static Selection asIncluded(List<RepoFile> wanted) {
        List<String> remarks =
                new ArrayList<>(new Components(wanted, Documents.NONE).chosen().gaps());
        PieceSets.of(wanted).text().filter(text -> !remarks.contains(text)).ifPresent(remarks::add);
        return new Selection(wanted, formatOf(wanted), List.of(), remarks, List.of());
    }

    /** What most of the weights are stored in, before pickles whatever is none. */
    private static ModelFormat formatOf(List<RepoFile> files) {
        long tensorBytes = bytes(files, FileKind.SAFETENSORS);
        if (has(files, FileKind.SAFETENSORS) && tensorBytes >= bytes(files, FileKind.GGUF)) {
            return ModelFormat.SAFETENSORS;
        }
        if (has(files, FileKind.GGUF)) {
            return ModelFormat.GGUF;
        }
        boolean hasPickles = files.stream()
                .anyMatch(file -> FileKind.of(file.path()) == FileKind.PICKLE && !CTranslate2.isModel(file, files));
        return hasPickles ? ModelFormat.PICKLE : ModelFormat.OTHER;
    }

    private static long bytes(List<RepoFile> files, FileKind kind) {
        return files.stream()
                .filter(file -> FileKind.of(file.path()) == kind)
                .mapToLong(RepoFile::sizeBytes)
                .sum();
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
