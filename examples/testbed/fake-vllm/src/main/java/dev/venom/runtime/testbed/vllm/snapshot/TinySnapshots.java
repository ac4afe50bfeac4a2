package dev.venom.runtime.testbed.vllm.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of models of a few hundred bytes: enough for the server, and for whoever reads their headers.
 */
public final class TinySnapshots {
    private static final int VALUES = 64;

    private TinySnapshots() {}

    /**
     * A model that writes text.
     *
     * @return names and contents
     */
    public static Map<String, byte[]> generative() {
        return files(config("LlamaForCausalLM", "llama"), weights());
    }

    /**
     * A model that makes embeddings.
     *
     * @return names and contents
     */
    public static Map<String, byte[]> embedding() {
        return files(config("BertModel", "bert"), weights());
    }

    /**
     * A model that compares texts.
     *
     * @return names and contents
     */
    public static Map<String, byte[]> ranking() {
        return files(config("BertForSequenceClassification", "bert"), weights());
    }

    /**
     * A model that writes down what is said.
     *
     * @return names and contents
     */
    public static Map<String, byte[]> speech() {
        return files(config("WhisperForConditionalGeneration", "whisper"), weights());
    }

    /**
     * A model of an architecture that nobody knows.
     *
     * @return names and contents
     */
    public static Map<String, byte[]> unknown() {
        return files(config("NeverHeardOfForCausalLM", "neverheard"), weights());
    }

    /**
     * A model whose weights end early: its header promises more.
     *
     * @return names and contents
     */
    public static Map<String, byte[]> damaged() {
        byte[] whole = weights();
        byte[] cut = new byte[whole.length - VALUES];
        System.arraycopy(whole, 0, cut, 0, cut.length);
        return files(config("LlamaForCausalLM", "llama"), cut);
    }

    /**
     * Writes files.
     *
     * @param files names and contents
     * @param directory where they go; made where it is missing
     * @return the directory
     */
    public static Path write(Map<String, byte[]> files, Path directory) {
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(directory.resolve(file.getKey()), file.getValue());
            }
            return directory;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, byte[]> files(String config, byte[] weights) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("config.json", config.getBytes(StandardCharsets.UTF_8));
        files.put("tokenizer_config.json", "{\"model_max_length\": 256}".getBytes(StandardCharsets.UTF_8));
        files.put("model.safetensors", weights);
        return files;
    }

    private static String config(String architecture, String type) {
        return "{\"architectures\": [\"" + architecture + "\"], \"model_type\": \"" + type
                + "\", \"hidden_size\": 64, \"num_hidden_layers\": 2, \"num_attention_heads\": 4,"
                + " \"num_key_value_heads\": 2, \"max_position_embeddings\": 256, \"vocab_size\": 259,"
                + " \"torch_dtype\": \"float32\"}";
    }

    private static byte[] weights() {
        String header = "{\"weight\":{\"dtype\":\"F32\",\"shape\":[" + VALUES + "],\"data_offsets\":[0,"
                + VALUES * Float.BYTES + "]}}";
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        length.putLong(text.length);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(length.array());
        file.writeBytes(text);
        file.writeBytes(new byte[VALUES * Float.BYTES]);
        return file.toByteArray();
    }
}
