package dev.venom.runtime.testbed.switching.real;

import dev.venom.runtime.testbed.hub.catalogue.BuiltInModels;
import dev.venom.runtime.testbed.hub.repository.HubFile;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.real.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** Small real models, as directories of a {@code FolderProvider}. */
final class RealModels {
    static final String TINY = "tiny";
    static final String MINILM = "minilm";
    static final String GEMMA = "gemma";
    static final String DAMAGED = "damaged";

    private final Path directory;

    RealModels(Path directory) {
        this.directory = directory;
    }

    /** A Llama of 1.87 million parameters, with its tokenizer, for vLLM. */
    void tinySafetensors() throws IOException {
        copy(repository("venom/tiny-llama"), directory.resolve(TINY));
    }

    /** The same Llama as a GGUF. */
    void tinyGguf() throws IOException {
        copy(repository("venom/tiny-llama-GGUF"), directory.resolve(TINY));
    }

    /** A model that makes embeddings. */
    void miniLm() throws IOException, InterruptedException {
        link(RealPart.bring("minilm.sh"), directory.resolve(MINILM));
    }

    /** A model that people use. */
    void gemma() throws IOException, InterruptedException {
        Path file = RealPart.bring("gemma.sh");
        Path model = Files.createDirectories(directory.resolve(GEMMA));
        Files.createSymbolicLink(model.resolve("gemma.gguf"), file);
    }

    /** Another of the models, whose largest file ends too early: no check of headers sees that. */
    void damaged(String whole) throws IOException {
        Path model = Files.createDirectories(directory.resolve(DAMAGED));
        try (Stream<Path> files = Files.list(directory.resolve(whole))) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                boolean isWeights = bytes.length > 1_000_000;
                Files.write(
                        model.resolve(Objects.requireNonNull(file.getFileName())),
                        isWeights ? Arrays.copyOf(bytes, bytes.length - 500_000) : bytes);
            }
        }
    }

    private static HubRepository repository(String id) {
        return BuiltInModels.repositories().stream()
                .filter(repository -> repository.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void copy(HubRepository repository, Path target) throws IOException {
        Files.createDirectories(target);
        for (HubFile file : repository.head().files().values()) {
            Files.write(target.resolve(file.path()), file.blob().content().bytes());
        }
    }

    private static void link(Path source, Path target) throws IOException {
        try (Stream<Path> tree = Files.walk(source)) {
            for (Path path : tree.toList()) {
                Path place = target.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(place);
                } else {
                    Files.createSymbolicLink(place, path.toRealPath());
                }
            }
        }
    }
}
