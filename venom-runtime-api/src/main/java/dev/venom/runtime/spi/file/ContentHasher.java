package dev.venom.runtime.spi.file;

import dev.venom.runtime.api.model.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the digest of a file from its bytes, in order. Confined to one thread at a time. */
public final class ContentHasher {
    private final Digest.Algorithm algorithm;
    private final MessageDigest messageDigest;

    private ContentHasher(Digest.Algorithm algorithm, MessageDigest messageDigest) {
        this.algorithm = algorithm;
        this.messageDigest = messageDigest;
    }

    /**
     * Begins a digest.
     *
     * @param algorithm how it is computed
     * @param sizeBytes length of the whole content; git puts it before the first byte
     * @return a hasher that has seen no content yet
     */
    public static ContentHasher of(Digest.Algorithm algorithm, long sizeBytes) {
        if (algorithm == Digest.Algorithm.SHA256) {
            return new ContentHasher(algorithm, messageDigest("SHA-256"));
        }
        MessageDigest sha1 = messageDigest("SHA-1");
        sha1.update(("blob " + sizeBytes + "\0").getBytes(StandardCharsets.US_ASCII));
        return new ContentHasher(algorithm, sha1);
    }

    /**
     * Adds the next bytes.
     *
     * @param bytes what follows; consumed
     */
    public void update(ByteBuffer bytes) {
        messageDigest.update(bytes);
    }

    /**
     * Ends the digest.
     *
     * @return the digest of everything added
     */
    public Digest finish() {
        return new Digest(algorithm, HexFormat.of().formatHex(messageDigest.digest()));
    }

    private static MessageDigest messageDigest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has " + name, missing);
        }
    }
}
