package dev.venom.runtime.testbed.engine.model;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses the engine that runs a model's files. */
public final class Engines {
    private static final int DEPTH = 3;

    private Engines() {}

    /**
     * Loads a model.
     *
     * @param model a GGUF file, or a directory that holds one, or an ONNX model with its tokenizer
     * @return the engine
     * @throws UnsupportedModelException if no engine runs it
     * @throws IOException if its files can't be read
     */
    public static Engine load(Path model) throws UnsupportedModelException, IOException {
        Optional<Path> gguf = find(model, ".gguf");
        if (gguf.isPresent()) {
            return LlamaEngine.load(gguf.get());
        }
        Optional<Path> onnx = find(model, ".onnx");
        Optional<Path> tokenizer = find(model, "tokenizer.json");
        if (onnx.isPresent() && tokenizer.isPresent()) {
            return OnnxEmbeddingEngine.load(onnx.get(), tokenizer.get());
        }
        throw new UnsupportedModelException("no engine here runs the files of " + model.getFileName()
                + ": it takes a GGUF file, or an ONNX model with its tokenizer.json");
    }

    private static Optional<Path> find(Path model, String ending) throws IOException {
        if (Files.isRegularFile(model)) {
            return Optional.of(model).filter(file -> file.toString().endsWith(ending) || isGguf(file, ending));
        }
        try (Stream<Path> files = Files.walk(model, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .findFirst();
        }
    }

    /** A file of a store that names its files by their digests tells only by its first bytes. */
    private static boolean isGguf(Path file, String ending) {
        try (var bytes = Files.newInputStream(file)) {
            return ending.equals(".gguf")
                    && new String(bytes.readNBytes(4), java.nio.charset.StandardCharsets.US_ASCII).equals("GGUF");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
