package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.json.JsonReader;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a file as the description of a model lists it: {@code {"rfilename"}}, with {@code blobs=true} also {@code
 * {"size", "blobId", "lfs": {"sha256", "size"}}}. Used for one file.
 */
final class SiblingReader {
    private String name = "";
    private OptionalLong size = OptionalLong.empty();
    private Optional<String> blobId = Optional.empty();
    private Optional<String> sha256 = Optional.empty();
    private OptionalLong largeSize = OptionalLong.empty();

    void read(JsonReader json) {
        json.fields(field -> field(field, json));
    }

    private void field(String field, JsonReader json) {
        switch (field) {
            case "rfilename" -> name = json.requireText();
            case "size" -> size = json.number();
            case "blobId" -> blobId = json.text();
            case "lfs" -> {
                if (json.isObject()) {
                    json.fields(inner -> lfs(inner, json));
                }
            }
            default -> {}
        }
    }

    private void lfs(String field, JsonReader json) {
        if (field.equals("sha256") || field.equals("oid")) {
            sha256 = Optional.of(Digest.sha256(json.requireText()).hex());
        } else if (field.equals("size")) {
            largeSize = json.number();
        }
    }

    String name() {
        return name;
    }

    /** Whether size and hash were told. */
    boolean isDescribed() {
        return length().isPresent() && (blobId.isPresent() || sha256.isPresent());
    }

    /** The file, where it is described. */
    RepoFile file(RelativePath checked) {
        String blob = blobId.map(hex -> Digest.gitSha1(hex).hex()).orElse("");
        return new RepoFile(checked, length().orElseThrow(), blob, sha256, Optional.empty());
    }

    private OptionalLong length() {
        return largeSize.isPresent() ? largeSize : size;
    }
}
