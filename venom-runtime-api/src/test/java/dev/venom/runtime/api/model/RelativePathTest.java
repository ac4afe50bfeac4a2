package dev.venom.runtime.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelativePathTest {
    private static final Path DIRECTORY = Path.of("model");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.json",
                "onnx/model.onnx",
                "a/b/c/d.bin",
                ".gitattributes",
                "..data",
                "a..b",
                "model-00001-of-00002.safetensors",
                "name with blanks",
                "sha256-0123",
                "weights:q4"
            })
    void acceptsOrdinaryNames(String name) {
        RelativePath path = RelativePath.of(name);

        assertThat(path).hasToString(name);
        assertThat(path.in(DIRECTORY)).isEqualTo(DIRECTORY.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../secret",
                "a/../secret",
                "a/..",
                "./a",
                "a/./b",
                "/etc/passwd",
                "//server/share",
                "a//b",
                "a/",
                "/",
                "..\\secret",
                "a\\..\\secret",
                "\\etc\\passwd",
                "\\\\server\\share",
                "C:",
                "C:\\Windows",
                "C:/Windows",
                "d:secret",
                "a/C:secret",
                ".. ",
                ".. /secret",
                "a/. ./b",
                "...",
                " ",
                "a\u0000b",
                "a\nb",
                "a\rb",
                "a\u001b[31mb",
                "a\u007fb",
                "a\u0085b",
                "a\ud83d.txt",
                "\ude00b"
            })
    void refusesNamesThatCouldLeaveTheirDirectorySomewhere(String name) {
        assertThatThrownBy(() -> RelativePath.of(name)).isInstanceOfSatisfying(VenomException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.UNSAFE_FORMAT);
            assertThat(refused.getMessage()).matches("[\\x20-\\x7e]+");
        });
    }

    @Test
    void refusesWhatNoFileSystemTakes() {
        String longest = "x".repeat(255);

        assertThat(RelativePath.of(longest + "/" + longest).segments()).hasSize(2);
        assertThatThrownBy(() -> RelativePath.of(longest + "x")).isInstanceOf(VenomException.class);
        assertThatThrownBy(() -> RelativePath.of("\u20ac".repeat(86))).isInstanceOf(VenomException.class);
        assertThatThrownBy(() -> RelativePath.of("x/".repeat(10_000) + "x"))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void staysInItsDirectoryWhateverTheNameIs() {
        String[] parts = {"..", ".", "/", "\\", "a", " ", "C:", "\u0000", "%2e%2e", "~", "..."};
        Random random = new Random(20_261_126);
        for (int round = 0; round < 10_000; round++) {
            StringBuilder name = new StringBuilder();
            for (int count = random.nextInt(7); count >= 0; count--) {
                name.append(parts[random.nextInt(parts.length)]);
            }
            assertStays(name.toString());
        }
    }

    @Test
    void readsBackTheNameOfAFile() {
        RelativePath name = RelativePath.of("deep/er/\u6a21\u578b \u00fc.md");

        assertThat(RelativePath.between(DIRECTORY, name.in(DIRECTORY))).isEqualTo(name);
        assertThatThrownBy(() -> RelativePath.between(DIRECTORY.resolve("a"), DIRECTORY.resolve("b")))
                .isInstanceOf(VenomException.class);
    }

    @Test
    void tellsItsParts() {
        RelativePath nested = RelativePath.of("onnx/model.onnx");

        assertThat(nested.segments()).containsExactly("onnx", "model.onnx");
        assertThat(nested.fileName()).isEqualTo("model.onnx");
        assertThat(nested.isTopLevel()).isFalse();
        assertThat(RelativePath.of("config.json").isTopLevel()).isTrue();
        assertThat(nested).isGreaterThan(RelativePath.of("config.json"));
    }

    private static void assertStays(String name) {
        Path path;
        try {
            path = RelativePath.of(name).in(DIRECTORY);
        } catch (VenomException refused) {
            return;
        }
        assertThat(path.normalize()).isEqualTo(path);
        assertThat(path.startsWith(DIRECTORY)).isTrue();
    }
}
