package dev.venom.runtime.testbed.ollama.registry;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.hub.wire.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A request signed as Ollama signs: {@code Authorization: <public key>:<signature>}, without a word for the scheme.
 *
 * @param key the public key as OpenSSH writes it, in Base64
 * @param signature in Base64
 * @param text what must have been signed
 */
record SignedRequest(String key, String signature, String text) {

    private static final String ALGORITHM = "Ed25519";
    /** What stands before the 32 bytes of an Ed25519 key in X.509. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_LENGTH = 32;
    private static final String NOTHING_SHA256 = ContentDigest.sha256(Content.of(""));

    static Optional<SignedRequest> of(Request request) {
        String[] parts = request.header("Authorization").orElse("").split(":");
        if (parts.length != 2) {
            return Optional.empty();
        }
        String url = "http://" + request.header("Host").orElse("") + request.target();
        String body = Base64.getEncoder().encodeToString(NOTHING_SHA256.getBytes(StandardCharsets.US_ASCII));
        return Optional.of(new SignedRequest(parts[0], parts[1], request.method() + "," + url + "," + body));
    }

    boolean isGenuine() {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(publicKey());
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] wire = Base64.getDecoder().decode(key);
        byte[] encoded = ByteBuffer.allocate(X509_PREFIX.length + KEY_LENGTH)
                .put(X509_PREFIX)
                .put(wire, wire.length - KEY_LENGTH, KEY_LENGTH)
                .array();
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
