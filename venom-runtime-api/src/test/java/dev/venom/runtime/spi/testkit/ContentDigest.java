package dev.venom.runtime.spi.testkit;

import dev.venom.runtime.api.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes files on disk. */
public final class ContentDigest {
    private static final int BUFFER_BYTES = 1 << 16;

    private ContentDigest() {}

    /**
     * Hashes a file.
     *
     * @param file the file
     * @param algorithm how
     * @return what it hashes to
     * @throws IOException if it can't be read
     */
    public static Digest of(Path file, Digest.Algorithm algorithm) throws IOException {
        MessageDigest digest = start(algorithm, Files.size(file));
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream content = Files.newInputStream(file)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return new Digest(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest start(Digest.Algorithm algorithm, long sizeBytes) {
        try {
            if (algorithm == Digest.Algorithm.SHA256) {
                return MessageDigest.getInstance("SHA-256");
            }
            MessageDigest git = MessageDigest.getInstance("SHA-1");
            git.update(("blob " + sizeBytes + "\0").getBytes(StandardCharsets.US_ASCII));
            return git;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-1 and SHA-256", missing);
        }
    }
}
