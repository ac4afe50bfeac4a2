package dev.venom.runtime.testbed.hub.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes of a known length that can be served from any position, by many threads at once. */
public interface Content {

    /** How many bytes there are. */
    long size();

    /** Writes the bytes {@code [from, from + count)} to the sink. */
    void writeTo(ByteSink sink, long from, long count) throws IOException;

    /** Exactly these bytes; the array must not change afterwards. */
    static Content of(byte[] bytes) {
        return new BytesContent(bytes);
    }

    /** This text in UTF-8. */
    static Content of(String text) {
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The file at this path, opened anew for every stretch that is served; it must keep its length. */
    static Content of(Path file) {
        try {
            return new FileContent(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot serve " + file, e);
        }
    }

    /** A resource of the class path, unpacked to a temporary file when it is first served. */
    static Content of(URL resource) {
        return new ResourceContent(resource);
    }

    /**
     * Pseudo-random bytes, the same ones for the same size and seed. Cheap at any size: a block is made once and
     * repeated. Its length is prime, so no two stretches at a distance of a power of two are equal, and a
     * client that puts a range in the wrong place does not get away with it.
     */
    static Content pseudoRandom(long size, long seed) {
        return PseudoRandom.create(size, seed);
    }

    /** A block, repeated up to this size. */
    static Content repeated(Content block, long size) {
        return new RepeatedContent(block, size);
    }

    /** A valid safetensors file of exactly this size with one tensor, {@code generated.weight.<seed>}, of pseudo-random bytes. */
    static Content safetensors(long size, long seed) {
        return GeneratedSafetensors.create(size, seed);
    }

    /** This content followed by another. */
    default Content then(Content tail) {
        return new JoinedContent(this, tail);
    }

    /** A part of this content. */
    default Content slice(long from, long count) {
        return new SlicedContent(this, from, count);
    }

    /** All bytes at once; for small contents. */
    default byte[] bytes() {
        ByteArrayOutputStream collected = new ByteArrayOutputStream(Math.toIntExact(size()));
        try {
            writeTo(
                    piece -> {
                        byte[] bytes = new byte[piece.remaining()];
                        piece.get(bytes);
                        collected.writeBytes(bytes);
                    },
                    0,
                    size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collected.toByteArray();
    }
}
