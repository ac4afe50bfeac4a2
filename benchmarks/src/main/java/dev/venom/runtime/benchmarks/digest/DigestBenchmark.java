package dev.venom.runtime.benchmarks.digest;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.spi.file.ContentHasher;
import dev.venom.runtime.spi.file.FileHasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Hashes 64 MiB: from an array, from memory outside the heap, and as behind the frontier, from the page cache. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DigestBenchmark {
    private static final int SIZE_BYTES = 64 << 20;
    private static final int BLOCK_BYTES = 1 << 20;

    @Param
    private Digest.Algorithm algorithm = Digest.Algorithm.SHA256;

    private byte[] array = new byte[0];
    private ByteBuffer direct = ByteBuffer.allocate(0);
    private Path file = Path.of("");

    /** Made by JMH. */
    public DigestBenchmark() {}

    /**
     * Makes the bytes.
     *
     * @throws IOException if the file can't be written
     */
    @Setup
    public void makeBytes() throws IOException {
        array = new byte[SIZE_BYTES];
        new Random(1).nextBytes(array);
        direct = ByteBuffer.allocateDirect(SIZE_BYTES).put(array).flip();
        file = Files.write(Files.createTempFile("venom-digest", ".bin"), array);
    }

    /**
     * Deletes the file.
     *
     * @throws IOException if it can't be deleted
     */
    @TearDown
    public void deleteFile() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Hashes an array.
     *
     * @return the digest
     */
    @Benchmark
    public Digest fromArray() {
        return hash(ByteBuffer.wrap(array));
    }

    /**
     * Hashes memory outside the heap.
     *
     * @return the digest
     */
    @Benchmark
    public Digest fromDirectBuffer() {
        return hash(direct.duplicate());
    }

    /**
     * Hashes a file that is in the page cache, block by block, as the engine does behind the frontier.
     *
     * @return the digest
     * @throws IOException if the file can't be read
     */
    @Benchmark
    public Digest behindTheFrontier() throws IOException {
        return new FileHasher(BLOCK_BYTES).hash(file, algorithm, hashedBytes -> {});
    }

    private Digest hash(ByteBuffer bytes) {
        ContentHasher hasher = ContentHasher.of(algorithm, SIZE_BYTES);
        hasher.update(bytes);
        return hasher.finish();
    }
}
