package dev.venom.runtime.testbed.ollama.pull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.ollama.image.ModelName;
import dev.venom.runtime.testbed.ollama.store.Manifest;
import dev.venom.runtime.testbed.ollama.store.ModelStore;
import dev.venom.runtime.testbed.ollama.store.StoredLayer;
import dev.venom.runtime.testbed.ollama.store.StoredModel;
import dev.venom.runtime.testbed.ollama.stream.LineSink;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pull of one model for one client: manifest, layers, verification, and the lines that tell of it. Confined to the
 * connection's thread.
 */
final class Pull {

    private static final int SHORT_DIGEST = 12;

    private final ModelStore store;
    private final RegistryClient registry;
    private final BlobDownloads downloads;
    private final Duration tick;
    private final ModelName name;
    private final boolean insecure;
    private final LineSink lines;

    Pull(PullService service, ModelName name, boolean insecure, LineSink lines) {
        this.store = service.store();
        this.registry = service.registry();
        this.downloads = service.downloads();
        this.tick = service.tick();
        this.name = name;
        this.insecure = insecure;
        this.lines = lines;
    }

    /** Pulls; {@link PullFailure} says what a client is told, any other exception that it has gone. */
    void run() throws IOException {
        status("pulling manifest");
        byte[] bytes = manifest();
        Manifest manifest = parsed(bytes);
        List<StoredLayer> fetched = new ArrayList<>();
        for (StoredLayer layer : manifest.blobs()) {
            if (fetch(layer)) {
                fetched.add(layer);
            }
        }
        status("verifying sha256 digest");
        for (StoredLayer layer : fetched) {
            verify(layer);
        }
        status("writing manifest");
        Optional<StoredModel> former = store.find(name);
        store.write(name, bytes);
        if (former.isPresent() && store.deleteUnused(former.get().manifest()) > 0) {
            status("removing unused layers");
        }
        status("success");
    }

    private byte[] manifest() throws PullFailure {
        try {
            return registry.manifest(name, insecure);
        } catch (IOException e) {
            throw new PullFailure("pull model manifest: " + e.getMessage(), e);
        }
    }

    private static Manifest parsed(byte[] bytes) throws PullFailure {
        try {
            return Manifest.parse(bytes);
        } catch (IOException e) {
            throw new PullFailure("pull model manifest: " + e.getMessage(), e);
        }
    }

    /** Whether it had to be downloaded; what is there already is not looked at. */
    private boolean fetch(StoredLayer layer) throws IOException {
        if (Files.exists(store.blob(layer.digest()))) {
            progress(layer, layer.size(), layer.size());
            return false;
        }
        BlobDownload download = downloads.join(layer.digest(), registry.blob(name, insecure, layer.digest()));
        try {
            boolean ended;
            do {
                ended = download.awaitEnd(tick);
                progress(layer, Math.max(download.total(), layer.size()), download.completed());
            } while (!ended);
            Optional<IOException> failure = download.failure();
            if (failure.isPresent()) {
                throw new PullFailure(String.valueOf(failure.get().getMessage()), failure.get());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PullFailure("context canceled", e);
        } finally {
            downloads.leave(layer.digest());
        }
    }

    private void verify(StoredLayer layer) throws IOException {
        String actual = "sha256:" + ContentDigest.sha256(Content.of(store.blob(layer.digest())));
        if (!actual.equals(layer.digest())) {
            Files.deleteIfExists(store.blob(layer.digest()));
            throw new PullFailure(
                    "digest mismatch, file must be downloaded again: want " + layer.digest() + ", got " + actual);
        }
    }

    private void status(String text) throws IOException {
        lines.line(JsonNodeFactory.instance.objectNode().put("status", text));
    }

    /** Numbers that are zero are left out, as Go does. */
    private void progress(StoredLayer layer, long total, long completed) throws IOException {
        String digest = layer.digest();
        int start = digest.indexOf(':') + 1;
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("status", "pulling " + digest.substring(start, start + SHORT_DIGEST))
                .put("digest", digest);
        if (total > 0) {
            line.put("total", total);
        }
        if (completed > 0) {
            line.put("completed", completed);
        }
        lines.line(line);
    }
}
