package dev.venom.runtime.provider.ollama.internal.registry;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.image.ImageConfig;
import dev.venom.runtime.provider.ollama.internal.image.ImageFile;
import dev.venom.runtime.provider.ollama.internal.image.Layer;
import dev.venom.runtime.provider.ollama.internal.image.ManifestReader;
import dev.venom.runtime.provider.ollama.internal.image.ModelImage;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import dev.venom.runtime.spi.provider.RemoteSource;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.Transport;
import java.net.URI;
import java.util.List;

/** Asks a registry about one model. Thread-safe. */
public final class RegistryClient {
    private static final long LARGEST_MANIFEST_BYTES = 8L << 20;
    private static final long LARGEST_CONFIG_BYTES = 1L << 20;
    private static final int UNAUTHORIZED = 401;
    private static final String ACCEPTED = "application/vnd.docker.distribution.manifest.v2+json, "
            + "application/vnd.docker.distribution.manifest.list.v2+json, "
            + "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json";
    private static final List<String> NAMES_OF_AMD64 = List.of("amd64", "x86_64");
    private static final List<String> NAMES_OF_ARM64 = List.of("arm64", "aarch64");

    private final RegistryAddress address;
    private final Transport transport;
    private final RegistryAccess access;
    private final RegistryErrors refusals;

    /**
     * A client for one model.
     *
     * @param address the model's repository
     * @param transport sends the calls
     * @param access how to identify this host where the registry asks
     */
    public RegistryClient(RegistryAddress address, Transport transport, RegistryAccess access) {
        this.address = address;
        this.transport = transport;
        this.access = access;
        this.refusals = new RegistryErrors(address);
    }

    /**
     * What the tag is now.
     *
     * @return the model
     * @throws VenomException MODEL_NOT_FOUND, REVISION_NOT_FOUND, UNAUTHORIZED, INCOMPATIBLE, PROVIDER_UNAVAILABLE
     */
    public ModelImage image() {
        HttpReply reply = manifest(address.manifest());
        try {
            List<ManifestReader.Variant> variants = ManifestReader.variants(reply.body());
            return variants.isEmpty() ? ManifestReader.image(reply.body()) : image(suitable(variants));
        } catch (MalformedJsonException notAManifest) {
            throw refusals.notARegistry(reply.head());
        }
    }

    /**
     * What the configuration says.
     *
     * @param image the model
     * @return its configuration; one that says nothing where it is too long to be one
     */
    public ImageConfig config(ModelImage image) {
        Layer layer = image.config();
        if (layer.sizeBytes() > LARGEST_CONFIG_BYTES) {
            return ImageConfig.UNKNOWN;
        }
        HttpReply reply = get(address.blob(layer.digest()), LARGEST_CONFIG_BYTES);
        refusals.ofBlob(reply.head(), "config").ifPresent(refusal -> {
            throw refusal;
        });
        if (!reply.head().isSuccess() || !ContentHash.of(reply.body()).equals(layer.digest())) {
            throw refusals.notARegistry(reply.head());
        }
        try {
            return ImageConfig.read(reply.body());
        } catch (MalformedJsonException unreadable) {
            return ImageConfig.UNKNOWN;
        }
    }

    /**
     * Where the bytes of a file are.
     *
     * @param file one of the model's files
     * @return its source
     */
    public RemoteSource source(ImageFile file) {
        return new BlobSource(address, access, file, transport);
    }

    private ModelImage image(ManifestReader.Variant variant) {
        HttpReply reply = manifest(address.manifest(variant.digest()));
        Digest actual = ContentHash.of(reply.body());
        if (!actual.equals(variant.digest())) {
            throw new VenomException(
                    ErrorCode.CHECKSUM_MISMATCH,
                    "The manifest of " + address.name() + " should be " + variant.digest() + " but is " + actual + ".",
                    "Try again later; if it lasts, the registry " + address + " is damaged.");
        }
        return ManifestReader.image(reply.body());
    }

    /** Models are the same on every platform, so that any variant will do where none is for this one. */
    private static ManifestReader.Variant suitable(List<ManifestReader.Variant> variants) {
        List<String> here = NAMES_OF_ARM64.contains(System.getProperty("os.arch")) ? NAMES_OF_ARM64 : NAMES_OF_AMD64;
        return variants.stream()
                .filter(variant -> here.contains(variant.architecture()))
                .findFirst()
                .orElse(variants.get(0));
    }

    private HttpReply manifest(URI uri) {
        HttpReply reply = get(uri, LARGEST_MANIFEST_BYTES);
        if (!reply.head().isSuccess()) {
            throw refusals.ofManifest(reply);
        }
        return reply;
    }

    private HttpReply get(URI uri, long maxBytes) {
        HttpCall call = HttpCall.get(uri).withHeader("Accept", ACCEPTED).withMaxReplyBytes(maxBytes);
        HttpReply reply = send(access.authorized(call, transport));
        if (reply.head().status() != UNAUTHORIZED) {
            return reply;
        }
        return access.challenged(reply.head()) ? send(access.authorized(call, transport)) : reply;
    }

    private HttpReply send(HttpCall call) {
        try {
            return transport.send(call);
        } catch (VenomException failure) {
            if (failure.code() != ErrorCode.NETWORK || address.isPlain() || address.isStandIn()) {
                throw failure;
            }
            throw new VenomException(
                    failure.code(),
                    failure.getMessage(),
                    address.name().isOfDefaultHost()
                            ? failure.hint()
                            : "If this registry speaks plain HTTP, allow that with --insecure. " + failure.hint(),
                    failure);
        }
    }
}
