package dev.venom.runtime.provider.hf.internal.hub;

import static dev.venom.runtime.provider.hf.internal.json.Json.number;
import static dev.venom.runtime.provider.hf.internal.json.Json.requireText;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.model.Digest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file's {@code "lfs"} tells beside it: {@code {"oid" or "sha256", "size"}}. Immutable.
 *
 * @param sha256 of its content
 * @param size its length
 */
record LargeFile(Optional<String> sha256, OptionalLong size) {
    static LargeFile of(JsonNode json) {
        JsonNode hash = json.has("sha256") ? json.path("sha256") : json.path("oid");
        return new LargeFile(
                hash.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(Digest.sha256(requireText(hash)).hex()),
                number(json.path("size")));
    }
}
