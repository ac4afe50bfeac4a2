package dev.venom.runtime.provider.hf.internal.cache;

import static dev.venom.runtime.provider.hf.internal.json.Json.requireNumber;
import static dev.venom.runtime.provider.hf.internal.json.Json.requireText;
import static dev.venom.runtime.provider.hf.internal.json.Json.text;
import static dev.venom.runtime.spi.file.DurableFile.Durability.POWER;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.json.Json;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.spi.file.DurableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code trees/<commit>.json}, huggingface_hub's own record of all files of a commit. Its offline client holds a
 * snapshot against it; so it may stand only beside a snapshot that is whole.
 *
 * <pre>
 * {"format_version": 1, "files": {PATH: {"size": N, "blob_id": SHA1
 *     [, "lfs_sha256": SHA256, "lfs_size": N] [, "xet_hash": HASH]}}}
 * </pre>
 */
record TreeFile(Path path) {
    private static final long FORMAT = 1;
    private static final long LARGEST_BYTES = 64L << 20;

    /** The listing; empty where there is none that can be read: then nothing is known about completeness. */
    Optional<RepoTree> read() {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST_BYTES) {
                return Optional.empty();
            }
            try (InputStream stream = Files.newInputStream(path)) {
                return read(stream);
            }
        } catch (IOException | MalformedJsonException | VenomException unusable) {
            return Optional.empty();
        }
    }

    private static Optional<RepoTree> read(InputStream stream) {
        RepoTree.Builder tree = new RepoTree.Builder();
        AtomicLong format = new AtomicLong();
        Json.members(stream, (name, json) -> {
            switch (name) {
                case "format_version" -> format.set(requireNumber(json.readValueAsTree()));
                case "files" ->
                    Json.members(json, (path, value) -> {
                        JsonNode file = value.readValueAsTree();
                        tree.add(path, checked -> file(checked, file));
                    });
                default -> {}
            }
        });
        return format.get() == FORMAT ? Optional.of(tree.build()) : Optional.empty();
    }

    private static RepoFile file(RelativePath path, JsonNode json) {
        return new RepoFile(
                path,
                requireNumber(json.path("size")),
                Digest.gitSha1(requireText(json.path("blob_id"))).hex(),
                text(json.path("lfs_sha256")).map(hex -> Digest.sha256(hex).hex()),
                text(json.path("xet_hash")));
    }

    void write(RepoTree tree, Path staging) throws IOException {
        if (!Files.exists(path)) {
            new DurableFile(path).replace(PythonLayout.WRITER.writeValueAsBytes(json(tree)), POWER, staging);
        }
    }

    private static JsonNode json(RepoTree tree) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("format_version", FORMAT);
        ObjectNode files = json.putObject("files");
        for (RepoFile file : tree.files()) {
            ObjectNode entry = files.putObject(file.path().text())
                    .put("size", file.sizeBytes())
                    .put("blob_id", file.blobId());
            file.sha256().ifPresent(sha256 -> entry.put("lfs_sha256", sha256).put("lfs_size", file.sizeBytes()));
            file.xetHash().ifPresent(hash -> entry.put("xet_hash", hash));
        }
        return json;
    }

    /** How {@code json.dump(..., indent=1)} lays it out. */
    private static final class PythonLayout {
        private static final ObjectWriter WRITER = new ObjectMapper(JsonFactory.builder()
                        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                        .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                        .build())
                .writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                        .withObjectIndenter(new DefaultIndenter(" ", "\n")));
    }
}
