package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.json.JsonReader;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.spi.file.DurableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

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
                Reading reading = new Reading();
                JsonReader.read(stream, json -> json.fields(name -> reading.field(name, json)));
                return reading.format == FORMAT ? Optional.of(reading.tree.build()) : Optional.empty();
            }
        } catch (IOException | MalformedJsonException | VenomException unusable) {
            return Optional.empty();
        }
    }

    void write(RepoTree tree, Path staging) throws IOException {
        if (!Files.exists(path)) {
            new DurableFile(path)
                    .replace(json(tree).getBytes(StandardCharsets.US_ASCII), DurableFile.Durability.POWER, staging);
        }
    }

    /** The text that Python's {@code json.dump(..., indent=1)} makes. */
    static String json(RepoTree tree) {
        StringBuilder json = new StringBuilder("{\n \"format_version\": " + FORMAT + ",\n \"files\": {");
        String separator = "\n";
        for (RepoFile file : tree.files()) {
            json.append(separator)
                    .append("  ")
                    .append(quoted(file.path().text()))
                    .append(": {\n   \"size\": ");
            json.append(file.sizeBytes()).append(",\n   \"blob_id\": ").append(quoted(file.blobId()));
            file.sha256()
                    .ifPresent(sha256 -> json.append(",\n   \"lfs_sha256\": ")
                            .append(quoted(sha256))
                            .append(",\n   \"lfs_size\": ")
                            .append(file.sizeBytes()));
            file.xetHash().ifPresent(hash -> json.append(",\n   \"xet_hash\": ").append(quoted(hash)));
            json.append("\n  }");
            separator = ",\n";
        }
        return json.append(tree.files().isEmpty() ? "}\n}" : "\n }\n}").toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < 0x20 || character > 0x7e) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }

    /** The document as it comes. */
    private static final class Reading {
        private final RepoTree.Builder tree = new RepoTree.Builder();
        private long format = -1;

        private void field(String name, JsonReader json) {
            if (name.equals("format_version")) {
                format = json.requireLong();
            } else if (name.equals("files")) {
                json.fields(path -> {
                    Entry entry = new Entry();
                    json.fields(field -> entry.field(field, json));
                    tree.add(path, entry::file);
                });
            }
        }
    }

    /** One file as it comes. */
    private static final class Entry {
        private long size = -1;
        private String blobId = "";
        private Optional<String> sha256 = Optional.empty();
        private Optional<String> xetHash = Optional.empty();

        private void field(String name, JsonReader json) {
            switch (name) {
                case "size" -> size = json.requireLong();
                case "blob_id" -> blobId = json.requireText();
                case "lfs_sha256" ->
                    sha256 = json.text().map(hex -> Digest.sha256(hex).hex());
                case "xet_hash" -> xetHash = json.text();
                default -> {}
            }
        }

        private RepoFile file(RelativePath path) {
            return new RepoFile(path, size, Digest.gitSha1(blobId).hex(), sha256, xetHash);
        }
    }
}
