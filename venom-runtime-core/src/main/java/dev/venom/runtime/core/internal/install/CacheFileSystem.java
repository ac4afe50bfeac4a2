package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.file.FileSystemTraits;
import dev.venom.runtime.spi.file.FileSystemTraits.Trait;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what the file system of a cache directory can't do, and what that means there. Nothing of it stands against an
 * install. Immutable.
 *
 * @param traits what was found
 */
record CacheFileSystem(FileSystemTraits traits) {
    private static final String CHECK = "cache_file_system";

    /** Asks the file system of a directory. */
    static CacheFileSystem of(Path directory) {
        return new CacheFileSystem(FileSystemTraits.of(directory));
    }

    /** What it can't do, for a plan; empty where there is nothing to say. */
    Optional<Verdict> lacks() {
        String lacking = Arrays.stream(Trait.values())
                .filter(trait -> !traits.has(trait))
                .flatMap(trait -> meaning(trait).stream())
                .collect(Collectors.joining("; "));
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(Verdict.warn(CHECK, "the file system of " + traits.directory() + " has " + lacking));
    }

    /** The verdict for the examination of a host. */
    Verdict verdict() {
        if (!traits.isKnown()) {
            return Verdict.warn(
                    CHECK, "what it can do is not known, as nothing can be written in " + traits.directory());
        }
        return lacks().orElseGet(() -> Verdict.ok(CHECK, "it can all that is needed"));
    }

    private static Optional<String> meaning(Trait trait) {
        return switch (trait) {
            case SYMBOLIC_LINKS ->
                Optional.of(
                        "no symbolic links: files of a model lie in its snapshot, and are not shared by its revisions");
            case LOCKS ->
                Optional.of(
                        "no file locks: programs that share the directory are told apart by leases with a heartbeat");
            case REPLACING_RENAME ->
                Optional.of("no rename over a file that is there: a power cut in that moment can lose it");
            case LETTER_CASE -> Optional.of("no names that differ in case alone: of two such files one is lost");
            case LONG_NAMES -> Optional.of("no names of 255 characters: a file with a long name may not be written");
            case HARD_LINKS -> Optional.empty();
        };
    }
}
