package dev.venom.runtime.provider.hf.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeFileTest {
    private static final String SHA1 = "b45ef6fec89518d314f546fd6c3025367b721684";
    private static final String SHA256 = "a".repeat(64);

    @TempDir
    Path directory;

    @Test
    void writesWhatPythonWouldWriteAndReadsItBack() throws IOException {
        RepoTree.Builder tree = new RepoTree.Builder();
        tree.add(new RepoFile(RelativePath.of("ü.txt"), 13, SHA1, Optional.empty(), Optional.empty()));
        tree.add(new RepoFile(RelativePath.of("m.bin"), 5, SHA1, Optional.of(SHA256), Optional.of(SHA256)));
        RepoTree whole = tree.build();
        TreeFile file = new TreeFile(directory.resolve("tree.json"));

        file.write(whole, directory);

        assertThat(file.path()).hasContent("""
                        {
                         "format_version": 1,
                         "files": {
                          "m.bin": {
                           "size": 5,
                           "blob_id": "%s",
                           "lfs_sha256": "%s",
                           "lfs_size": 5,
                           "xet_hash": "%s"
                          },
                          "\\u00fc.txt": {
                           "size": 13,
                           "blob_id": "%s"
                          }
                         }
                        }""".formatted(SHA1, SHA256, SHA256, SHA1));
        assertThat(file.read().orElseThrow().files()).isEqualTo(whole.files());
        try (var left = Files.list(directory)) {
            assertThat(left).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"format_version\":2,\"files\":{}}",
                "{\"format_version\":1,\"files\":{\"a\":{\"size\":-1}}}",
                "{\"format_version\":1,\"files\":{\"../a\":{\"size\":1,\"blob_id\":\"b45ef6fec89518d314f546fd6c3025367b721684\"}}}"
            })
    void knowsNothingFromAFileThatIsNotSound(String content) throws IOException {
        Path path = Files.writeString(directory.resolve("tree.json"), content);

        assertThat(new TreeFile(path).read()).isEmpty();
    }
}
