package dev.venom.runtime.testbed.vllm.snapshot;

import dev.venom.runtime.testbed.vllm.script.StartFault;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model directory, as the server finds it. What is really wrong with it makes the start fail as it would with vLLM.
 * Immutable.
 *
 * @param directory where it lies
 * @param architecture what its configuration says
 */
public record ServedSnapshot(Path directory, String architecture) {
    private static final Pattern ARCHITECTURE = Pattern.compile("\"architectures\"\\s*:\\s*\\[\\s*\"([^\"]+)\"");
    private static final Set<String> EMBEDDING =
            Set.of("BertModel", "RobertaModel", "XLMRobertaModel", "NomicBertModel", "Qwen3Model");
    private static final int LENGTH_BYTES = Long.BYTES;

    /** What a model of its architecture does. */
    public enum Task {
        /** It writes text. */
        TEXT,
        /** It turns texts into numbers. */
        EMBEDDING,
        /** It compares texts. */
        RANKING,
        /** It writes down what is said. */
        SPEECH
    }

    /**
     * Opens a directory.
     *
     * @param path what the command line says
     * @return the model; empty where there is none
     */
    public static Optional<ServedSnapshot> open(String path) {
        try {
            Matcher found = ARCHITECTURE.matcher(Files.readString(Path.of(path, "config.json")));
            return found.find() ? Optional.of(new ServedSnapshot(Path.of(path), found.group(1))) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /**
     * What it does.
     *
     * @return the task of its architecture
     */
    public Task task() {
        if (EMBEDDING.contains(architecture)) {
            return Task.EMBEDDING;
        }
        if (architecture.endsWith("ForSequenceClassification")) {
            return Task.RANKING;
        }
        return architecture.startsWith("Whisper") ? Task.SPEECH : Task.TEXT;
    }

    /**
     * What is wrong with it.
     *
     * @return the fault that stops a start; empty where it can be served
     */
    public Optional<StartFault> fault() {
        if (architecture.startsWith("NeverHeardOf")) {
            return Optional.of(StartFault.UNSUPPORTED_ARCHITECTURE);
        }
        try (DirectoryStream<Path> weights = Files.newDirectoryStream(directory, "*.safetensors")) {
            boolean any = false;
            for (Path file : weights) {
                any = true;
                if (!isWhole(file)) {
                    return Optional.of(StartFault.DAMAGED_WEIGHTS);
                }
            }
            return any ? Optional.empty() : Optional.of(StartFault.NO_WEIGHTS);
        } catch (IOException unreadable) {
            return Optional.of(StartFault.NO_WEIGHTS);
        }
    }

    private static boolean isWhole(Path file) throws IOException {
        long size = Files.size(file);
        if (size < LENGTH_BYTES) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            long header = Long.reverseBytes(in.readLong());
            if (header < 0 || header > size - LENGTH_BYTES) {
                return false;
            }
            String text = new String(in.readNBytes((int) header), StandardCharsets.UTF_8);
            return size == LENGTH_BYTES + header + dataLength(text);
        }
    }

    private static long dataLength(String header) {
        Matcher offsets = Pattern.compile("\"data_offsets\"\\s*:\\s*\\[\\s*\\d+\\s*,\\s*(\\d+)\\s*]")
                .matcher(header);
        long end = 0;
        while (offsets.find()) {
            end = Math.max(end, Long.parseLong(offsets.group(1)));
        }
        return end;
    }
}
