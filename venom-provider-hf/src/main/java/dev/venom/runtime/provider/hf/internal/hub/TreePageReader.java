package dev.venom.runtime.provider.hf.internal.hub;

import static dev.venom.runtime.provider.hf.internal.json.Json.requireNumber;
import static dev.venom.runtime.provider.hf.internal.json.Json.requireText;
import static dev.venom.runtime.provider.hf.internal.json.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.json.Json;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.provider.hf.internal.repository.UnsupportedFile;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the pages of a tree listing into a tree. Confined to one thread.
 *
 * <pre>
 * [{"type": "file" or "directory", "path", "oid", "size", "lfs": {}, "xetHash"}]
 * </pre>
 */
final class TreePageReader {
    private static final Pattern XET_HASH = Pattern.compile("[0-9a-f]{64}");

    private final RepoTree.Builder tree;
    private final Set<String> names = new HashSet<>();

    TreePageReader(RepoTree.Builder tree) {
        this.tree = tree;
    }

    void read(byte[] page) {
        Json.objects(page, this::entry);
    }

    private void entry(JsonNode entry) {
        String name = requireText(entry.path("path"));
        // a directory's name is checked as well: files below it carry it
        if (requireText(entry.path("type")).equals("file")) {
            names.add(name);
            tree.add(name, checked -> file(entry, checked));
        } else {
            UnsupportedFile.of(name);
        }
    }

    private static RepoFile file(JsonNode entry, RelativePath checked) {
        LargeFile large = LargeFile.of(entry.path("lfs"));
        Optional<String> xetHash = text(entry.path("xetHash"))
                .filter(hash -> XET_HASH.matcher(hash).matches());
        return new RepoFile(
                checked,
                large.size().orElseGet(() -> requireNumber(entry.path("size"))),
                Digest.gitSha1(requireText(entry.path("oid"))).hex(),
                large.sha256(),
                xetHash);
    }

    /** The names of all files read, as they came. */
    Set<String> names() {
        return names;
    }
}
