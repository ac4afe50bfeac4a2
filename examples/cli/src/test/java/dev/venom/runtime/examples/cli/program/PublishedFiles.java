package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Watches the large blobs of a cache: whatever stands there under a hash has it, from the first moment on. */
final class PublishedFiles implements AutoCloseable {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Path hub;
    private final Set<Path> seen = new HashSet<>();
    private final CompletableFuture<Void> watching;
    private volatile boolean ending;

    PublishedFiles(Path hub) {
        this.hub = hub;
        this.watching = CompletableFuture.runAsync(this::watch, work -> new Thread(work, "test-watch").start());
    }

    /** Fails if a wrong file was seen, or none at all. */
    void assertAllRight() {
        close();
        look();
        assertThat(seen).as("blobs that were published").isNotEmpty();
    }

    @Override
    public void close() {
        ending = true;
        watching.join();
    }

    private void watch() {
        while (!ending) {
            look();
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look() {
        for (Path blob : blobs()) {
            if (seen.add(blob)) {
                assertThat(sha256(blob)).isEqualTo(blob.getFileName().toString());
            }
        }
    }

    private List<Path> blobs() {
        if (!Files.isDirectory(hub)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(hub)) {
            return files.filter(file ->
                            SHA_256.matcher(file.getFileName().toString()).matches())
                    .toList();
        } catch (UncheckedIOException changing) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, hash).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchFileException gone) {
            return file.getFileName().toString();
        } catch (IOException | NoSuchAlgorithmException failed) {
            throw new AssertionError(failed);
        }
    }
}
