package dev.venom.runtime.provider.ollama.internal.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Ed25519 key that a daemon makes at its first start, {@code ~/.ollama/id_ed25519}, in the format of OpenSSH
 * ({@code PROTOCOL.key}), without a pass phrase. It signs requests for tokens as Ollama's {@code server/auth.go} does.
 */
final class SigningKey {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKey.class);
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SEED_BYTES = 32;
    private static final int LARGEST_BYTES = 16 << 10;
    private static final int LONGEST_FIELD = 4_096;

    private final byte[] publicBlob;
    private final PrivateKey key;

    private SigningKey(byte[] publicBlob, PrivateKey key) {
        this.publicBlob = publicBlob;
        this.key = key;
    }

    /** Reads a key; empty where there is none, or none that can be used. */
    static Optional<SigningKey> read(Path file) {
        try {
            if (!Files.isReadable(file) || Files.size(file) > LARGEST_BYTES) {
                return Optional.empty();
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            return Optional.of(parse(ByteBuffer.wrap(Base64.getDecoder().decode(base64))));
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            LOG.debug(
                    "the key of the daemon can't be used reason={}",
                    unusable.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** The value that goes with a request for a token. */
    String authorization(URI address) {
        // the hash of an empty body, as text, encoded once more
        String body = Base64.getEncoder()
                .encodeToString(ContentHash.of(new byte[0]).hex().getBytes(StandardCharsets.US_ASCII));
        byte[] signed = sign(("GET," + address + "," + body).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(publicBlob) + ":"
                + Base64.getEncoder().encodeToString(signed);
    }

    private byte[] sign(byte[] data) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform since 15 has Ed25519", impossible);
        }
    }

    private static SigningKey parse(ByteBuffer file) throws GeneralSecurityException {
        byte[] magic = new byte[MAGIC.length];
        file.get(magic);
        boolean isPlain = Arrays.equals(magic, MAGIC)
                && text(file).equals("none")
                && text(file).equals("none");
        field(file);
        if (!isPlain || file.getInt() != 1) {
            throw new GeneralSecurityException("Not one key without a pass phrase");
        }
        byte[] publicBlob = field(file);
        ByteBuffer secret = ByteBuffer.wrap(field(file));
        secret.getLong();
        if (!text(secret).equals("ssh-ed25519")) {
            throw new GeneralSecurityException("Not an Ed25519 key");
        }
        field(secret);
        byte[] seed = Arrays.copyOf(field(secret), SEED_BYTES);
        return new SigningKey(
                publicBlob,
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
    }

    private static String text(ByteBuffer from) {
        return new String(field(from), StandardCharsets.US_ASCII);
    }

    private static byte[] field(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > LONGEST_FIELD) {
            throw new IllegalArgumentException("A field of " + length + " bytes");
        }
        byte[] field = new byte[length];
        from.get(field);
        return field;
    }
}
