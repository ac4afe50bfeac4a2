package dev.venom.runtime.provider.hf.internal.hub;

import static dev.venom.runtime.provider.hf.internal.json.Json.number;
import static dev.venom.runtime.provider.hf.internal.json.Json.requireText;
import static dev.venom.runtime.provider.hf.internal.json.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file as the description of a model lists it: {@code {"rfilename"}}, with {@code blobs=true} also {@code {"size",
 * "blobId", "lfs"}}. Immutable.
 *
 * @param name as it came
 * @param size of its content
 * @param blobId git's name of it
 * @param sha256 of a large file's content
 */
record Sibling(String name, OptionalLong size, Optional<String> blobId, Optional<String> sha256) {
    static Sibling of(JsonNode json) {
        LargeFile large = LargeFile.of(json.path("lfs"));
        return new Sibling(
                requireText(json.path("rfilename")),
                large.size().isPresent() ? large.size() : number(json.path("size")),
                text(json.path("blobId")),
                large.sha256());
    }

    /** Whether size and hash were told. */
    boolean isDescribed() {
        return size.isPresent() && (blobId.isPresent() || sha256.isPresent());
    }

    /** The file, where it is described. */
    RepoFile file(RelativePath checked) {
        String blob = blobId.map(hex -> Digest.gitSha1(hex).hex()).orElse("");
        return new RepoFile(checked, size.orElseThrow(), blob, sha256, Optional.empty());
    }
}
