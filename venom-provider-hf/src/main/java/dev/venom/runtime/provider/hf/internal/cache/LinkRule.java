package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.file.FileSystemTraits;
import dev.venom.runtime.spi.file.FileSystemTraits.Trait;
import java.nio.file.Path;

/**
 * Whether snapshots are made of links to blobs, or of the files themselves: by what the file system can do and, as for
 * huggingface_hub, by {@code HF_HUB_DISABLE_SYMLINKS}. Immutable.
 *
 * @param inSnapshots whether snapshots get links
 * @param atAll whether links can be made
 */
public record LinkRule(boolean inSnapshots, boolean atAll) {
    private static final String DISABLED = "HF_HUB_DISABLE_SYMLINKS";

    /**
     * Asks the file system of a cache.
     *
     * @param settings the host's configuration
     * @param place a directory in the cache, which need not exist
     * @return the rule there
     */
    public static LinkRule of(Settings settings, Path place) {
        boolean atAll = FileSystemTraits.of(place).has(Trait.SYMBOLIC_LINKS);
        return new LinkRule(atAll && !settings.isOn(DISABLED), atAll);
    }
}
