package dev.venom.runtime.provider.hf.internal.selection;

import static dev.venom.runtime.provider.hf.internal.json.Json.requireText;

import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.json.Json;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The files that an index such as {@code model.safetensors.index.json} names, {@code {"weight_map": {TENSOR: FILE}}}: a
 * model's shards, and no leftovers of an earlier upload. Immutable.
 *
 * @param shards checked names, as seen from where the index lies
 */
record ShardIndex(Set<String> shards) {
    private static final int MOST_SHARDS = 10_000;

    /** Copies the set. */
    ShardIndex {
        shards = Set.copyOf(shards);
    }

    /**
     * Reads an index.
     *
     * @param document its bytes
     * @return the index; empty if the document is none
     * @throws dev.venom.runtime.api.error.VenomException UNSAFE_FORMAT if it names a file outside the repository
     */
    static Optional<ShardIndex> parse(byte[] document) {
        Set<String> shards = new HashSet<>();
        try {
            Json.members(new ByteArrayInputStream(document), (name, json) -> {
                if (name.equals("weight_map")) {
                    Json.members(json, (tensor, shard) -> add(shards, requireText(shard.readValueAsTree())));
                }
            });
        } catch (MalformedJsonException broken) {
            return Optional.empty();
        }
        return shards.isEmpty() ? Optional.empty() : Optional.of(new ShardIndex(shards));
    }

    private static void add(Set<String> shards, String name) {
        if (!shards.contains(name) && shards.size() < MOST_SHARDS) {
            shards.add(RelativePath.of(name).text());
        }
    }
}
