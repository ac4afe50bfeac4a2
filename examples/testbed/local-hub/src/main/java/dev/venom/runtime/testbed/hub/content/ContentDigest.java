package dev.venom.runtime.testbed.hub.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of contents, in lower-case hex. */
public final class ContentDigest {

    private ContentDigest() {}

    /** SHA-256 of the bytes. */
    public static String sha256(Content content) {
        return digest(algorithm("SHA-256"), content);
    }

    /** SHA-1 of the bytes as a git blob: with the header {@code blob <length>\0} before them. */
    public static String gitSha1(Content content) {
        MessageDigest sha1 = algorithm("SHA-1");
        sha1.update(("blob " + content.size() + "\0").getBytes(StandardCharsets.US_ASCII));
        return digest(sha1, content);
    }

    /** SHA-1 of a text in UTF-8. */
    public static String sha1(String text) {
        return HexFormat.of().formatHex(algorithm("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String digest(MessageDigest digest, Content content) {
        try {
            content.writeTo(digest::update, 0, content.size());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot digest the content", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + name, e);
        }
    }
}
