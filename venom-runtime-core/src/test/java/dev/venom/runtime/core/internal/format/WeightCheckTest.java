package dev.venom.runtime.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.format.Finding.Weight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightCheckTest {
    private static final String POINTER =
            "version https://git-lfs.github.com/spec/v1\noid sha256:44\nsize 13476839424\n";
    private static final byte[] SAFETENSORS =
            new SafetensorsBytes().tensor("a", "F16", "[1000]", 2_000).build();
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] GGUF = GgufBytes.llama().halfTensor("a", 1_000).build();

    private static Inspection inspect(InspectableFile... files) {
        return ModelInspector.ofRemoteFiles().inspect(List.of(files), FileHints.NONE);
    }

    private static void assertDamage(Inspection inspection, String text) {
        assertThat(inspection.findings()).extracting(Finding::weight).containsOnly(Weight.DAMAGE);
        assertThat(inspection.findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains(text);
        assertThat(inspection.readFiles()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "m.Q4_K_M.gguf", "vae/model.safetensors", "consolidated.safetensors"})
    void weightsThatAreNoneAreCalledByWhatTheyAre(String name) {
        assertDamage(inspect(MemoryFile.of(name, POINTER)), name + " is a pointer of Git LFS");
        assertDamage(inspect(MemoryFile.of(name, "<!DOCTYPE html><html>no</html>")), name + " is a web page");
        assertDamage(inspect(MemoryFile.of(name, new byte[0])), name + " is empty");
        assertDamage(inspect(MemoryFile.of(name, new byte[5_000])), name + " is damaged");
    }

    @Test
    void weightsThatAreCutOffAreDamaged() {
        assertDamage(inspect(MemoryFile.of("model.safetensors", Arrays.copyOf(SAFETENSORS, 1_500))), "is damaged");
        assertDamage(inspect(MemoryFile.of("model.safetensors", Arrays.copyOf(SAFETENSORS, 40))), "is damaged");
        assertDamage(inspect(MemoryFile.of("m.gguf", Arrays.copyOf(GGUF, GGUF.length - 100))), "is damaged");
        assertDamage(inspect(MemoryFile.of("m.gguf", Arrays.copyOf(GGUF, 40))), "is damaged");
    }

    @Test
    void cutOffTensorsAreSeenAlsoWhereTheMetadataWereEnough() {
        byte[] whole = GgufBytes.llama()
                .longNumber("general.parameter_count", 7_000_000_000L)
                .halfTensor("a", 1_000)
                .build();

        assertThat(inspect(MemoryFile.of("m.gguf", whole)).findings()).isEmpty();
        assertDamage(inspect(MemoryFile.of("m.gguf", Arrays.copyOf(whole, whole.length - 100))), "last tensor");
    }

    @Test
    void wholeWeightsAreReadAndNothingIsFound() {
        Inspection inspection = inspect(
                MemoryFile.of("config.json", "{}"),
                MemoryFile.of("model.safetensors", SAFETENSORS),
                MemoryFile.of("vae/model.safetensors", SAFETENSORS));

        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.weightFiles()).isEqualTo(2);
        assertThat(inspection.readFiles()).isEqualTo(2);
    }

    @Test
    void headersAreReadOnce() {
        MemoryFile file = new MemoryFile(SAFETENSORS);

        inspect(file.named("model.safetensors"));

        assertThat(file.reads()).isEqualTo(1);
    }

    @Test
    void ofManyShardsOneIsReadAndEveryTinyOne() {
        MemoryFile large = new MemoryFile(SAFETENSORS);
        List<InspectableFile> files = new ArrayList<>();
        for (int part = 1; part <= 20; part++) {
            files.add(
                    part == 7
                            ? MemoryFile.of("model-00007-of-00020.safetensors", POINTER)
                            : large.named(String.format("model-%05d-of-00020.safetensors", part)));
        }

        Inspection inspection = inspect(files.toArray(InspectableFile[]::new));

        assertDamage20(inspection);
        assertThat(large.reads()).isEqualTo(1);
        assertThat(inspection.weightFiles()).isEqualTo(20);
        assertThat(inspection.readFiles()).isEqualTo(1);
    }

    private static void assertDamage20(Inspection inspection) {
        assertThat(inspection.findings())
                .containsExactly(new Finding(
                        Weight.DAMAGE,
                        "model-00007-of-00020.safetensors is a pointer of Git LFS, not the file it stands for"));
    }

    @Test
    void aPartUnderAnotherNameIsKnownByItsHeader() {
        byte[] part =
                GgufBytes.llama().number("split.count", 3).halfTensor("a", 10).build();

        assertThat(inspect(MemoryFile.of("m.gguf", part)).findings())
                .extracting(Finding::text)
                .containsExactly("m.gguf is one of 3 parts, and not named like one");
    }

    @Test
    void weightsWithoutTensorsAreDoubtful() {
        assertThat(inspect(MemoryFile.of("m.gguf", GgufBytes.llama().build())).findings())
                .containsExactly(new Finding(Weight.DOUBT, "m.gguf holds no tensors"));
        assertThat(inspect(MemoryFile.of("m.safetensors", SafetensorsBytes.withHeader("{}", 0)))
                        .findings())
                .containsExactly(new Finding(Weight.DOUBT, "m.safetensors holds no tensors"));
    }

    @Test
    void whatCannotBeReadIsDoubtfulAndNotRead() {
        Inspection inspection =
                inspect(new InspectableFile(RelativePath.of("model.safetensors"), 5_000, (at, length) -> {
                    throw new IOException("The server answered nothing.");
                }));

        assertThat(inspection.findings())
                .containsExactly(
                        new Finding(Weight.DOUBT, "model.safetensors could not be read: the server answered nothing"));
        assertThat(inspection.readFiles()).isZero();
    }

    @Test
    void versionsToComeAreDoubtful() {
        byte[] tomorrow = GgufBytes.llama().build(4, 0, 4);

        assertThat(inspect(MemoryFile.of("m.gguf", tomorrow)).findings())
                .extracting(Finding::weight)
                .containsExactly(Weight.DOUBT);
    }

    @Test
    void picklesAndOtherWeightsAreLookedAtToo() {
        FileHints hints = new FileHints(Set.of(RelativePath.of("onnx/model.onnx")), Set.of());
        List<InspectableFile> files =
                List.of(MemoryFile.of("pytorch_model.bin", POINTER), MemoryFile.of("onnx/model.onnx", POINTER));

        assertThat(ModelInspector.ofRemoteFiles().inspect(files, hints).findings())
                .hasSize(2)
                .extracting(Finding::weight)
                .containsOnly(Weight.DAMAGE);
    }

    @Test
    void anArchiveWithoutItsEndIsDoubtful() {
        byte[] cut = new byte[10_000];
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, cut, 0, 4);
        byte[] whole = cut.clone();
        System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, whole, whole.length - 22, 4);

        assertThat(inspect(MemoryFile.of("a.pt", cut)).findings())
                .extracting(Finding::weight)
                .containsExactly(Weight.DOUBT);
        assertThat(inspect(MemoryFile.of("a.pt", whole)).findings()).isEmpty();
    }

    @Test
    void onlyFirstBytesOverruleANameOfPythonObjects() {
        byte[] model = Arrays.copyOf("\6\0\0\0\14\0WhisperSpec\0\3\0\0\0".getBytes(StandardCharsets.ISO_8859_1), 5_000);
        byte[] pickle = {(byte) 0x80, 2, '}', 'q', 0, '.'};
        byte[] oldPickle = "(S'x'\np0\n.".getBytes(StandardCharsets.US_ASCII);
        FileHints hints = new FileHints(Set.of(RelativePath.of("model.bin")), Set.of(RelativePath.of("model.bin")));
        ModelInspector inspector = ModelInspector.ofRemoteFiles();

        Inspection known = inspector.inspect(List.of(MemoryFile.of("model.bin", model)), hints);

        assertThat(known.findings()).isEmpty();
        assertThat(known.description().format()).isEqualTo(ModelFormat.OTHER);
        for (byte[] content : List.of(pickle, oldPickle, new byte[5_000], Arrays.copyOf(ZIP, 5_000))) {
            assertThat(inspector
                            .inspect(List.of(MemoryFile.of("model.bin", content)), hints)
                            .findings())
                    .extracting(Finding::weight)
                    .contains(Weight.CODE);
        }
    }

    @Test
    void unknownFilesThatRunCodeAreFound() {
        FileHints hints = new FileHints(
                Set.of(), Set.of(RelativePath.of("a.npy"), RelativePath.of("weights"), RelativePath.of("notes")));
        List<InspectableFile> files = List.of(
                MemoryFile.of("a.npy", new byte[] {(byte) 0x80, 2, 'c'}),
                MemoryFile.of("weights", new byte[] {0x7f, 'E', 'L', 'F', 2}),
                MemoryFile.of("notes", "only words"));

        assertThat(ModelInspector.ofRemoteFiles().inspect(files, hints).findings())
                .containsExactly(
                        new Finding(Weight.CODE, "a.npy holds Python objects"),
                        new Finding(Weight.CODE, "weights is a program"));
    }
}
