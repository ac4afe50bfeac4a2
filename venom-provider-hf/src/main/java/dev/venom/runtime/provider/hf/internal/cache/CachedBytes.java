package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Small files of the cache, believed only after they were hashed. */
public final class CachedBytes {
    private CachedBytes() {}

    /**
     * Reads a blob.
     *
     * @param blob where it would lie
     * @param digest what it must hash to
     * @param sizeBytes its length
     * @return its bytes; empty where it is not there, or not the right one
     */
    public static Optional<byte[]> read(Path blob, Digest digest, long sizeBytes) {
        try {
            if (!Files.isRegularFile(blob) || Files.size(blob) != sizeBytes) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(blob);
            return hash(bytes, digest.algorithm()).equals(digest.hex()) ? Optional.of(bytes) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String hash(byte[] bytes, Digest.Algorithm algorithm) {
        MessageDigest hash = digest(algorithm == Digest.Algorithm.SHA256 ? "SHA-256" : "SHA-1");
        if (algorithm == Digest.Algorithm.GIT_SHA1) {
            hash.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(hash.digest(bytes));
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has " + name, impossible);
        }
    }
}
