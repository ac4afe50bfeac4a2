package dev.venom.runtime.testbed.hub.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes from everywhere. */
class ContentTest {

    private static final long BEYOND_THE_BLOCK = (1 << 24) + 1000;

    @Test
    void joinsAndSlices() {
        Content content = Content.of("abc").then(Content.of("defg")).then(Content.of(""));

        assertThat(content.size()).isEqualTo(7);
        assertThat(content.slice(0, 2).bytes()).asString().isEqualTo("ab");
        assertThat(content.slice(2, 3).bytes()).asString().isEqualTo("cde");
        assertThat(content.slice(4, 3).slice(1, 1).bytes()).asString().isEqualTo("f");
        assertThat(content.slice(7, 0).bytes()).isEmpty();
    }

    @Test
    void refusesASliceOutside() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Content.of("abc").slice(2, 2));
    }

    @Test
    void readsFiles(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "hello");

        assertThat(Content.of(file).slice(1, 3).bytes()).asString().isEqualTo("ell");
    }

    @Test
    void repeatsABlock() {
        assertThat(Content.repeated(Content.of("abc"), 8).slice(1, 7).bytes())
                .asString()
                .isEqualTo("bcabcab");
    }

    @Test
    void pseudoRandomBytesFollowFromTheSeed() {
        assertThat(Content.pseudoRandom(1000, 5).bytes())
                .isEqualTo(Content.pseudoRandom(1000, 5).bytes())
                .isNotEqualTo(Content.pseudoRandom(1000, 6).bytes());
    }

    @Test
    void largeContentDiffersAtPowersOfTwo() {
        Content large = Content.pseudoRandom(2 * BEYOND_THE_BLOCK, 5);
        byte[] start = large.slice(0, 100).bytes();

        assertThat(large.slice(1 << 24, 100).bytes()).isNotEqualTo(start);
        assertThat(large.slice(1 << 23, 100).bytes()).isNotEqualTo(start);
    }

    @Test
    void largeContentIsTheSameFromAnyPosition() {
        Content large = Content.pseudoRandom(BEYOND_THE_BLOCK, 5);
        byte[] whole = large.bytes();
        int seam = (1 << 24) - 10;

        assertThat(large.slice(seam, 100).bytes()).isEqualTo(Arrays.copyOfRange(whole, seam, seam + 100));
        assertThat(large.size()).isEqualTo(whole.length);
    }

    @Test
    void generatedSafetensorsHaveAValidHeader() throws Exception {
        byte[] file = Content.safetensors(5000, 3).bytes();
        int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        JsonNode tensor = new ObjectMapper().readTree(file, Long.BYTES, header).path("generated.weight.3");

        assertThat(file).hasSize(5000);
        assertThat(tensor.at("/data_offsets/1").asLong())
                .isEqualTo(tensor.at("/shape/0").asLong())
                .isEqualTo(5000 - Long.BYTES - header);
    }

    @Test
    void tooSmallSafetensorsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.safetensors(100, 1))
                .withMessageContaining("257");
    }

    @Test
    void digestsAreThoseOfGitAndLfs() {
        Blob blob = new Blob(Content.of("Hello, World!"));

        assertThat(blob.gitSha1()).isEqualTo("b45ef6fec89518d314f546fd6c3025367b721684");
        assertThat(blob.sha256()).isEqualTo("dffd6021bb2bd5b0af676290809ec3a53191dd81c7f70a4b28688a362182986f");
    }
}
