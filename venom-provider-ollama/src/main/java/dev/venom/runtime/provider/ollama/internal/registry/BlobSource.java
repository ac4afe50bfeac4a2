package dev.venom.runtime.provider.ollama.internal.registry;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.image.ImageFile;
import dev.venom.runtime.spi.provider.RemoteSource;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.util.Optional;

/**
 * The bytes of one file. Each call asks the registry anew: the signed address behind it expires, and so does the
 * token. Thread-safe.
 */
final class BlobSource implements RemoteSource {
    private static final int UNAUTHORIZED = 401;

    private final RegistryAddress address;
    private final RegistryAccess access;
    private final ImageFile file;
    private final Transport transport;

    BlobSource(RegistryAddress address, RegistryAccess access, ImageFile file, Transport transport) {
        this.address = address;
        this.access = access;
        this.file = file;
        this.transport = transport;
    }

    @Override
    public HttpCall call() {
        return access.authorized(HttpCall.get(address.blob(file.layer().digest())), transport);
    }

    @Override
    public Optional<VenomException> refusal(ReplyHead head) {
        if (!Origin.of(head.uri()).equals(address.origin())) {
            return Optional.empty();
        }
        if (head.status() == UNAUTHORIZED && access.mayTryAgain(head)) {
            // the next try comes with a new token
            return Optional.empty();
        }
        return new RegistryErrors(address).ofBlob(head, file.path().text());
    }

    @Override
    public String toString() {
        return address.blob(file.layer().digest()).toString();
    }
}
