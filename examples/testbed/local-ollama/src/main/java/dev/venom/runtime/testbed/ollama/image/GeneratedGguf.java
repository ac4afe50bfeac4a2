package dev.venom.runtime.testbed.ollama.image;

import dev.venom.runtime.testbed.hub.content.Content;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes valid GGUF files of version 3 with one tensor of pseudo-random bytes. */
public final class GeneratedGguf {

    private static final int ALIGNMENT = 32;
    private static final int U32 = 4;
    private static final int STRING = 8;
    private static final int F16 = 1;

    private GeneratedGguf() {}

    /** A file of exactly this size. */
    public static Content create(long size, long seed) {
        // The header's length does not depend on the numbers in it.
        int header = header(0, seed).length;
        if (size < header + 2L) {
            throw new IllegalArgumentException("A GGUF has at least " + (header + 2) + " bytes, not " + size);
        }
        long data = size - header;
        return Content.of(header(data / 2, seed)).then(Content.pseudoRandom(data, seed));
    }

    private static byte[] header(long elements, long seed) {
        Writer writer = new Writer();
        writer.octets("GGUF").u32(3).u64(1).u64(9);
        writer.text("general.architecture", "llama")
                .text("general.name", "Generated " + seed)
                .number("general.file_type", 1)
                .number("llama.context_length", 2048)
                .number("llama.embedding_length", 256)
                .number("llama.block_count", 4)
                .number("llama.attention.head_count", 8)
                .number("llama.attention.head_count_kv", 4)
                .text("tokenizer.ggml.model", "gpt2");
        writer.string("token_embd.weight").u32(1).u64(elements).u32(F16).u64(0);
        return writer.padded();
    }

    private static final class Writer {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Writer octets(String text) {
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Writer u32(int value) {
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
            return this;
        }

        Writer u64(long value) {
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
            return this;
        }

        Writer string(String text) {
            return u64(text.getBytes(StandardCharsets.UTF_8).length).octets(text);
        }

        Writer text(String key, String value) {
            return string(key).u32(STRING).string(value);
        }

        Writer number(String key, int value) {
            return string(key).u32(U32).u32(value);
        }

        byte[] padded() {
            int missing = (ALIGNMENT - bytes.size() % ALIGNMENT) % ALIGNMENT;
            bytes.writeBytes(new byte[missing]);
            return bytes.toByteArray();
        }
    }
}
