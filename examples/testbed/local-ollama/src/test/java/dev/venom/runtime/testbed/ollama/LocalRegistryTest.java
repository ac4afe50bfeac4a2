package dev.venom.runtime.testbed.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.ollama.image.Layer;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.registry.BlobServing;
import dev.venom.runtime.testbed.ollama.registry.Challenge;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalRegistryTest {

    private static final ModelImage SMALL = ModelImage.builder()
            .weights(Content.pseudoRandom(100_000, 7))
            .template("{{ .Prompt }}")
            .build();

    @Test
    void aManifestNamesBlobsThatTheStorageServesInRanges() throws Exception {
        try (LocalRegistry registry = LocalRegistry.with("small:latest", SMALL)) {
            Client client = new Client(registry.url());
            JsonNode manifest = client.json("/v2/library/small/manifests/latest");
            String digest = manifest.at("/layers/0/digest").asText();
            HttpResponse<byte[]> redirect = client.get("/v2/library/small/blobs/" + digest);
            assertThat(redirect.statusCode()).isEqualTo(307);
            URI storage = URI.create(redirect.headers().firstValue("Location").orElseThrow());
            assertThat(storage.getHost()).isNotEqualTo(registry.url().getHost());

            Client bytes = new Client(storage);
            HttpResponse<byte[]> part = bytes.get(storage.toString(), "Range", "bytes=10-19");

            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).hasSize(10);
            byte[] whole = bytes.get(storage.toString()).body();
            assertThat("sha256:" + ContentDigest.sha256(Content.of(whole))).isEqualTo(digest);
            assertThat(registry.requests().served(digest.substring(7)).total()).isEqualTo(100_010);
        }
    }

    @Test
    void aManifestIsServedByItsDigestAndUnknownOnesAreNot() throws Exception {
        try (LocalRegistry registry = LocalRegistry.with("team/small:v1", SMALL)) {
            Client client = new Client(registry.url());

            assertThat(client.get("/v2/team/small/manifests/sha256:" + SMALL.manifestSha256())
                            .body())
                    .isEqualTo(SMALL.manifest());
            assertThat(client.get("/v2/team/small/manifests/v2").statusCode()).isEqualTo(404);
            assertThat(client.get("/v2/team/other/manifests/v1").statusCode()).isEqualTo(404);
            assertThat(client.get("/v2/_catalog").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aListOfManifestsLeadsToOneForEachPlatform() throws Exception {
        try (LocalRegistry registry = LocalRegistry.builder().start()) {
            registry.content().putList("multi:latest", Map.of("amd64", SMALL, "arm64", ModelImage.generated(4_000, 1)));
            Client client = new Client(registry.url());

            JsonNode list = client.json("/v2/library/multi/manifests/latest");

            assertThat(list.get("manifests"))
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(client.get("/v2/library/multi/manifests/"
                                            + entry.get("digest").asText())
                                    .statusCode())
                            .isEqualTo(200));
        }
    }

    @Test
    void anOldClientIsToldToBecomeNewer() throws Exception {
        ModelImage modern = ModelImage.builder().requires("0.30.0").build();
        try (LocalRegistry registry = LocalRegistry.with("modern", modern)) {
            Client client = new Client(registry.url());
            String path = "/v2/library/modern/manifests/latest";

            assertThat(client.get(path, "User-Agent", "ollama/0.11.4 (amd64 linux) Go/go1.24")
                            .statusCode())
                    .isEqualTo(412);
            assertThat(client.get(path).statusCode()).isEqualTo(412);
            assertThat(client.get(path, "User-Agent", "ollama/0.32.15 (amd64 linux) Go/go1.26")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aHuggingFaceRepositoryIsAskedByQuantization() throws Exception {
        ModelImage q8 = ModelImage.builder().quantization("Q8_0").build();
        try (LocalRegistry registry = LocalRegistry.builder().start()) {
            registry.content().putHuggingFace("user/repo-GGUF", Map.of("Q4_K_M", SMALL, "Q8_0", q8));
            registry.content().putShardedHuggingFace("user/large-GGUF");
            Client client = new Client(registry.url());

            assertThat(client.get("/v2/user/repo-GGUF/manifests/q8_0").body()).isEqualTo(q8.manifest());
            assertThat(client.get("/v2/user/repo-GGUF/manifests/latest").body()).isEqualTo(SMALL.manifest());
            assertThat(client.get("/v2/user/repo-GGUF/manifests/Q2_K").statusCode())
                    .isEqualTo(400);
            assertThat(client.json("/v2/user/large-GGUF/manifests/latest")
                            .get("error")
                            .asText())
                    .contains("sharded GGUF");
        }
    }

    @Test
    void whoSignsWithAKnownKeyGetsAToken() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String key = openSsh(pair);
        try (LocalRegistry registry = LocalRegistry.with("team/secret", SMALL)) {
            registry.access().close("team/secret");
            registry.access().admitKey("ssh-ed25519 " + key);
            Client client = new Client(registry.url());
            String path = "/v2/team/secret/manifests/latest";
            assertThat(client.get(path).headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge)
                            .contains(
                                    "realm=\"" + registry.url() + "/v2/token\"",
                                    "scope=\"repository:team/secret:pull\""));

            String target = "/v2/token?nonce=abc&scope=repository%3Ateam%2Fsecret%3Apull&service=local-registry&ts=1";
            String signature = sign(pair, "GET," + registry.url() + target + "," + hashOfNothing());
            JsonNode token = Client.JSON.readTree(
                    client.get(target, "Authorization", key + ":" + signature).body());

            assertThat(client.get(
                                    path,
                                    "Authorization",
                                    "Bearer " + token.get("token").asText())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.get(target + "9", "Authorization", key + ":" + signature)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void otherRegistriesWantAName() throws Exception {
        String basic = "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
        try (LocalRegistry registry = LocalRegistry.with("team/secret", SMALL)) {
            registry.access().close("team/secret");
            registry.access().admit("me", "secret");
            Client client = new Client(registry.url());
            String path = "/v2/team/secret/manifests/latest";

            registry.access().challenge(Challenge.BASIC);
            assertThat(client.get(path).statusCode()).isEqualTo(401);
            assertThat(client.get(path, "Authorization", basic).statusCode()).isEqualTo(200);

            registry.access().challenge(Challenge.PASSWORD_TOKEN);
            assertThat(client.get("/v2/token").statusCode()).isEqualTo(401);
            assertThat(client.get("/v2/token", "Authorization", basic).statusCode())
                    .isEqualTo(200);

            registry.access().challenge(Challenge.NONE);
            assertThat(client.get(path).headers().firstValue("WWW-Authenticate"))
                    .isEmpty();
        }
    }

    @Test
    void addressesOfTheStorageExpire() throws Exception {
        try (LocalRegistry registry = LocalRegistry.with("small", SMALL)) {
            Client client = new Client(registry.url());
            String blob = "/v2/library/small/blobs/" + SMALL.weights().digest();
            String address = client.head(blob).headers().firstValue("Location").orElseThrow();

            registry.storage().expireAll();

            assertThat(client.get(address).statusCode()).isEqualTo(403);
            String fresh = client.head(blob).headers().firstValue("Location").orElseThrow();
            assertThat(client.get(fresh).statusCode()).isEqualTo(200);
            assertThat(client.get(fresh, "Authorization", "Bearer leaked").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void blobsMayComeWithoutARedirectAndMayBeWrong() throws Exception {
        try (LocalRegistry registry = LocalRegistry.builder()
                .model("small", SMALL)
                .blobServing(BlobServing.DIRECT)
                .start()) {
            Client client = new Client(registry.url());
            Layer weights = SMALL.weights();
            String blob = "/v2/library/small/blobs/" + weights.digest();
            assertThat(client.head(blob).headers().firstValueAsLong("Content-Length"))
                    .hasValue(weights.size());

            registry.content().replace(weights.spoiled(Content.pseudoRandom(weights.size(), 8)));

            assertThat(ContentDigest.sha256(Content.of(client.get(blob).body())))
                    .isNotEqualTo(weights.sha256());
        }
    }

    @Test
    void whatItHoldsIsListedOnPagesToo() throws Exception {
        try (LocalRegistry registry = LocalRegistry.with("small:1b", SMALL)) {
            Client client = new Client(registry.url());

            HttpResponse<byte[]> list = client.get("/library");

            assertThat(new String(list.body(), StandardCharsets.UTF_8)).contains("href=\"/library/small\"", ">1b<");
            String tag = list.headers().firstValue("ETag").orElseThrow();
            assertThat(client.get("/library", "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
            assertThat(new String(client.get("/library/small/tags").body(), StandardCharsets.UTF_8))
                    .contains("href=\"/library/small:1b\"", "0.1MB");
            assertThat(client.get("/library/other/tags").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatGoesWrongIsInjected() throws Exception {
        try (LocalRegistry registry = LocalRegistry.with("small", SMALL)) {
            registry.faults().onHub("/v2/**/manifests/*").next(1, Fault.status(500));
            Client client = new Client(registry.url());

            assertThat(client.get("/v2/library/small/manifests/latest").statusCode())
                    .isEqualTo(500);
            assertThat(client.get("/v2/library/small/manifests/latest").statusCode())
                    .isEqualTo(200);
            assertThat(registry.requests().to(Origin.HUB)).hasSize(2);
        }
    }

    private static String openSsh(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        byte[] name = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer wire = ByteBuffer.allocate(8 + name.length + raw.length);
        wire.putInt(name.length).put(name).putInt(raw.length).put(raw);
        return Base64.getEncoder().encodeToString(wire.array());
    }

    private static String sign(KeyPair pair, String text) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private static String hashOfNothing() {
        return Base64.getEncoder()
                .encodeToString(ContentDigest.sha256(Content.of("")).getBytes(StandardCharsets.US_ASCII));
    }
}
