package dev.venom.runtime.provider.ollama.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.image.Layer;
import dev.venom.runtime.provider.ollama.internal.image.ModelImage;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publication beside a daemon that starts, and prunes what no manifest named when it looked. */
class PublicationTest {
    @TempDir
    Path directory;

    private final AtomicInteger fetches = new AtomicInteger();
    private StoreLayout store;
    private Layer config;
    private Layer weights;
    private Publication publication;

    @BeforeEach
    void describe() throws Exception {
        store = new StoreLayout(directory.resolve("store"));
        config = layer("application/vnd.docker.container.image.v1+json", "config");
        weights = layer("application/vnd.ollama.image.model", "weights");
        publication = new Publication(
                store,
                ModelName.parse("tiny:270m"),
                new ModelImage(config, List.of(weights), "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void putsBackAtOnceWhatADaemonPruned() {
        publication.run(() -> fetch(config, "config", weights, "weights"), () -> prune(weights));

        assertThat(store.blob(weights.digest())).hasContent("weights");
        assertThat(store.blob(config.digest())).hasContent("config");
        assertThat(fetches).hasValue(1);
    }

    @Test
    void saysWhoeverDeletesIsAsFastAsItIs() {
        assertThatThrownBy(() -> publication.run(() -> fetch(config, "config", weights, "weights"), () -> {
                    prune(weights);
                    forget(weights);
                }))
                .isInstanceOfSatisfying(
                        VenomException.class, told -> assertThat(told.code()).isEqualTo(ErrorCode.CORRUPT_STATE));
        assertThat(fetches).hasValueGreaterThan(1);
    }

    private void fetch(Layer first, String content, Layer second, String other) {
        fetches.incrementAndGet();
        write(store.incoming(first.digest()), content);
        write(store.incoming(second.digest()), other);
    }

    private void prune(Layer layer) {
        delete(store.blob(layer.digest()));
    }

    private void forget(Layer layer) {
        delete(store.incoming(layer.digest()));
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Layer layer(String mediaType, String content) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String hex =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        return new Layer(mediaType, Digest.sha256(hex), bytes.length);
    }
}
