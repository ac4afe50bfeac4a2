package dev.venom.runtime.provider.hf.internal.repository;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** All files of one commit, by name. Immutable; made by {@link Builder}, which refuses names that collide. */
public final class RepoTree {
    private final Map<String, RepoFile> files;
    private final List<UnsupportedFile> oddFiles;

    private RepoTree(Map<String, RepoFile> files, List<UnsupportedFile> oddFiles) {
        this.files = files;
        this.oddFiles = oddFiles;
    }

    /**
     * The files.
     *
     * @return all files in the order of their names
     */
    public List<RepoFile> files() {
        return List.copyOf(files.values());
    }

    /**
     * Files that the commit has besides, and whose names can't be kept.
     *
     * @return the odd ones
     */
    public List<UnsupportedFile> oddFiles() {
        return oddFiles;
    }

    /**
     * One file.
     *
     * @param path its name
     * @return the file, if the commit has it
     */
    public Optional<RepoFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /**
     * Names that are one name where the file system does not tell cases apart.
     *
     * @return each second name of such a pair
     */
    public List<String> caseCollisions() {
        Set<String> seen = new HashSet<>();
        List<String> collisions = new ArrayList<>();
        for (String path : files.keySet()) {
            if (!seen.add(path.toLowerCase(Locale.ROOT))) {
                collisions.add(path);
            }
        }
        return collisions;
    }

    /** Collects the files of a commit. Confined to one thread. */
    public static final class Builder {
        /** Ten times what a large repository has; each costs some hundred bytes of memory. */
        private static final int MOST_FILES = 50_000;

        private static final long LARGEST_FILE_BYTES = 1L << 50;

        private final Map<String, RepoFile> files = new TreeMap<>();
        private final List<UnsupportedFile> oddFiles = new ArrayList<>();

        /**
         * Adds a file.
         *
         * @param file the file
         * @throws VenomException PROVIDER_UNAVAILABLE if the listing is absurd
         */
        public void add(RepoFile file) {
            if (file.sizeBytes() < 0 || file.sizeBytes() > LARGEST_FILE_BYTES) {
                throw absurd("announces " + file.sizeBytes() + " bytes for '" + file.path() + "'");
            }
            requireRoom();
            RepoFile earlier = files.put(file.path().text(), file);
            if (earlier != null && !earlier.equals(file)) {
                throw absurd("names '" + file.path() + "' twice");
            }
        }

        /**
         * Adds a file by the name that its source gives it.
         *
         * @param name any text
         * @param file the file of a name that can be kept
         * @throws VenomException PROVIDER_UNAVAILABLE if the listing is absurd; UNSAFE_FORMAT if it is forged
         */
        public void add(String name, Function<RelativePath, RepoFile> file) {
            Optional<UnsupportedFile> odd = UnsupportedFile.of(name);
            if (odd.isPresent()) {
                requireRoom();
                oddFiles.add(odd.get());
            } else {
                add(file.apply(new RelativePath(name)));
            }
        }

        private void requireRoom() {
            if (files.size() + oddFiles.size() >= MOST_FILES) {
                throw absurd("holds more than " + MOST_FILES + " files");
            }
        }

        /**
         * Makes the tree.
         *
         * @return the files added
         * @throws VenomException UNSAFE_FORMAT if a file is also the directory of another
         */
        public RepoTree build() {
            for (String path : files.keySet()) {
                requireNoFileAbove(path);
            }
            return new RepoTree(new TreeMap<>(files), List.copyOf(oddFiles));
        }

        private void requireNoFileAbove(String path) {
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                String above = path.substring(0, slash);
                if (files.containsKey(above)) {
                    throw new VenomException(
                            ErrorCode.UNSAFE_FORMAT,
                            "The repository names '" + above + "' as a file and as a directory.",
                            "Nothing was written. Do not trust this source; report it to the publisher.");
                }
            }
        }

        private static VenomException absurd(String what) {
            return new VenomException(
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    "The listing of the repository " + what + ".",
                    "The source is broken or not what it claims to be; check HF_ENDPOINT.");
        }
    }
}
