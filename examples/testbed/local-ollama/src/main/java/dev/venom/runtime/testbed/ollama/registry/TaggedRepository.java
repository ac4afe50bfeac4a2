package dev.venom.runtime.testbed.ollama.registry;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.hub.wire.Framing;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A repository of registry.ollama.ai: tags, and behind each a manifest. */
final class TaggedRepository implements Repository {

    private record Manifest(byte[] bytes, String mediaType, Optional<String> requires) {}

    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();

    void put(String tag, ModelImage image) {
        Manifest manifest = new Manifest(image.manifest(), ModelImage.MANIFEST_TYPE, image.requires());
        manifests.put(tag, manifest);
        manifests.put("sha256:" + image.manifestSha256(), manifest);
    }

    void put(String tag, String mediaType, byte[] bytes) {
        Manifest manifest = new Manifest(bytes, mediaType, Optional.empty());
        manifests.put(tag, manifest);
        manifests.put("sha256:" + ContentDigest.sha256(Content.of(bytes)), manifest);
    }

    void remove(String tag) {
        manifests.remove(tag);
    }

    @Override
    public Response manifest(String reference, Request request) {
        Manifest manifest = manifests.get(reference);
        if (manifest == null) {
            return RegistryErrors.manifestUnknown();
        }
        if (manifest.requires()
                .filter(version -> !ClientVersion.of(request).isAtLeast(version))
                .isPresent()) {
            return RegistryErrors.newerClientNeeded();
        }
        return answer(manifest);
    }

    /** The public registry calls its manifests plain text, and does not say how long they are. */
    private static Response answer(Manifest manifest) {
        boolean single = manifest.mediaType().equals(ModelImage.MANIFEST_TYPE);
        return Response.status(200)
                .header("Content-Type", single ? "text/plain; charset=utf-8" : manifest.mediaType())
                .body(Content.of(manifest.bytes()))
                .framed(Framing.CHUNKED);
    }
}
