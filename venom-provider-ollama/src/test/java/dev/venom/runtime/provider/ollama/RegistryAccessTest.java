package dev.venom.runtime.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.registry.Challenge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that not everybody may read. */
class RegistryAccessTest {
    @TempDir
    private Path directory;

    private LocalRegistry registry;
    private OllamaFixture bench;

    @BeforeEach
    void open() {
        registry = LocalRegistry.with("team/secret", ModelImage.tinyLlama());
        bench = new OllamaFixture(directory).registry(registry.url());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void takesATokenForASignatureOfTheDaemonsKey() throws Exception {
        registry.access().close("team/secret");
        registry.access().admitKey(makeKey());
        try (ModelManager manager = bench.open()) {
            assertThat(OllamaFixture.install(manager, "ollama:team/secret").state())
                    .isEqualTo(InstallState.COMPLETE);
        }
        assertThat(registry.requests().to(Origin.CDN))
                .allSatisfy(request ->
                        assertThat(request.headers().has("Authorization")).isFalse());
    }

    @Test
    void takesATokenThatEverybodyIsGiven() {
        registry.access().challenge(Challenge.ANONYMOUS_TOKEN);
        try (ModelManager manager = bench.open()) {
            assertThat(OllamaFixture.install(manager, "ollama:team/secret").state())
                    .isEqualTo(InstallState.COMPLETE);
        }
    }

    @Test
    void saysWhatToDoWhereTheKeyIsNotKnown() throws Exception {
        registry.access().close("team/secret");
        try (ModelManager manager = bench.open()) {
            assertUnauthorized(manager);
            makeKey();
            assertUnauthorized(manager);
        }
    }

    @Test
    void signsNothingForAStranger() throws Exception {
        registry.access().close("team/secret");
        registry.access().admitKey(makeKey());
        registry.access().challenge(Challenge.FOREIGN_REALM);
        try (ModelManager manager = bench.open()) {
            assertUnauthorized(manager);
        }
        assertThat(registry.requests().endingIn("/v2/token")).isEmpty();
    }

    private static void assertUnauthorized(ModelManager manager) {
        assertThatThrownBy(() -> OllamaFixture.install(manager, "ollama:team/secret"))
                .asInstanceOf(type(VenomException.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
                    assertThat(failure.hint()).contains("id_ed25519.pub");
                });
    }

    /** Writes a key as OpenSSH does (PROTOCOL.key), and returns its public line. */
    private String makeKey() throws GeneralSecurityException, IOException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        byte[] publicBlob = fields("ssh-ed25519".getBytes(StandardCharsets.US_ASCII), point);
        ByteArrayOutputStream secret = new ByteArrayOutputStream();
        secret.write(new byte[8]);
        secret.write(publicBlob);
        secret.write(fields(concatenated(seed, point), "test".getBytes(StandardCharsets.US_ASCII)));
        byte[] none = "none".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
        file.write(fields(none, none, new byte[0]));
        file.write(ByteBuffer.allocate(4).putInt(1).array());
        file.write(fields(publicBlob, secret.toByteArray()));
        Path key = bench.home().resolve(".ollama/id_ed25519");
        Files.createDirectories(key.getParent());
        Files.writeString(
                key,
                "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(file.toByteArray())
                        + "\n-----END OPENSSH PRIVATE KEY-----\n");
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(publicBlob) + " test";
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static byte[] fields(byte[]... fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            bytes.write(ByteBuffer.allocate(4).putInt(field.length).array());
            bytes.write(field);
        }
        return bytes.toByteArray();
    }
}
