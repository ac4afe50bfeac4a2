package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.json.JsonReader;
import dev.venom.runtime.provider.hf.internal.repository.OddFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one page of a tree listing into a tree. Confined to one thread. */
final class TreePageReader {
    private static final Pattern XET_HASH = Pattern.compile("[0-9a-f]{64}");

    private final RepoTree.Builder tree;
    private final Set<String> names = new HashSet<>();

    TreePageReader(RepoTree.Builder tree) {
        this.tree = tree;
    }

    void read(JsonReader json) {
        json.elements(() -> {
            Entry entry = new Entry();
            json.fields(name -> entry.field(name, json));
            // a directory's name is checked as well: files below it carry it
            if (entry.type.equals("file")) {
                names.add(entry.path);
                tree.add(entry.path, entry::file);
            } else {
                OddFile.of(entry.path);
            }
        });
    }

    /** The names of all files read, as they came. */
    Set<String> names() {
        return names;
    }

    /** The fields of one entry as they come. */
    private static final class Entry {
        private String type = "";
        private String path = "";
        private String oid = "";
        private long size = -1;
        private Optional<String> sha256 = Optional.empty();
        private OptionalLong lfsSize = OptionalLong.empty();
        private Optional<String> xetHash = Optional.empty();

        private void field(String name, JsonReader json) {
            switch (name) {
                case "type" -> type = json.requireText();
                case "path" -> path = json.requireText();
                case "oid" -> oid = json.requireText();
                case "size" -> size = json.requireLong();
                case "lfs" -> {
                    if (json.isObject()) {
                        json.fields(inner -> lfs(inner, json));
                    }
                }
                case "xetHash" ->
                    xetHash = json.text().filter(hash -> XET_HASH.matcher(hash).matches());
                default -> {}
            }
        }

        private void lfs(String name, JsonReader json) {
            if (name.equals("oid") || name.equals("sha256")) {
                sha256 = Optional.of(Digest.sha256(json.requireText()).hex());
            } else if (name.equals("size")) {
                lfsSize = json.number();
            }
        }

        private RepoFile file(RelativePath checked) {
            return new RepoFile(
                    checked, lfsSize.orElse(size), Digest.gitSha1(oid).hex(), sha256, xetHash);
        }
    }
}
