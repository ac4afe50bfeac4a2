package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The indexes of a commit: each names the shards of one component, {@code unet/} and {@code text_encoder/} having
 * their own. Immutable.
 */
final class ShardIndexes {
    private static final Pattern NAME = Pattern.compile("(.+\\.(?:safetensors|bin))\\.index\\.json");
    /** A pipeline has five; each costs a call. */
    private static final int MOST_READ = 16;

    private final Map<String, Set<String>> shardsByFamily;

    private ShardIndexes(Map<String, Set<String>> shardsByFamily) {
        this.shardsByFamily = shardsByFamily;
    }

    /**
     * Reads those whose files are looked at at all.
     *
     * @param files files of a commit
     * @param kind safetensors, or pickles where there are no safetensors to be had
     */
    static ShardIndexes of(List<RepoFile> files, String extension, Documents documents) {
        Map<String, Set<String>> shards = new HashMap<>();
        for (RepoFile file : files) {
            Matcher name = NAME.matcher(file.path().text());
            if (name.matches() && name.group(1).endsWith(extension) && shards.size() < MOST_READ) {
                WeightName family = WeightName.of(RelativePath.of(name.group(1)));
                documents
                        .read(file)
                        .flatMap(ShardIndex::parse)
                        .ifPresent(index -> shards.put(key(family), below(family.directory(), index)));
            }
        }
        return new ShardIndexes(shards);
    }

    /** The shards of a family of weights, by their names in the repository. */
    Optional<Set<String>> shards(WeightName family) {
        return Optional.ofNullable(shardsByFamily.get(key(family)));
    }

    private static String key(WeightName family) {
        return family.directory() + "/" + family.stem();
    }

    private static Set<String> below(String directory, ShardIndex index) {
        Set<String> names = new TreeSet<>();
        index.shards().forEach(shard -> names.add(directory.isEmpty() ? shard : directory + "/" + shard));
        return names;
    }
}
