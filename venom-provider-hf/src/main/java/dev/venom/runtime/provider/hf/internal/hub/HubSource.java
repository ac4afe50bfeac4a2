package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.spi.provider.RemoteSource;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.util.Optional;

/**
 * The bytes of one file, asked for at the Hub's {@code resolve} address. Each call asks there anew, so that the
 * signed address behind it is always fresh. Immutable.
 */
public final class HubSource implements RemoteSource {
    private final HubAccess access;
    private final RelativePath path;
    private final URI address;
    private final Refusals refusals;

    /**
     * The source of a file.
     *
     * @param access who asks
     * @param id the model
     * @param commit the commit that has the file
     * @param path the file
     */
    public HubSource(HubAccess access, RepoId id, String commit, RelativePath path) {
        this.access = access;
        this.path = path;
        this.address = access.endpoint().file(id, commit, path);
        this.refusals = new Refusals(access, id, commit);
    }

    @Override
    public HttpCall call() {
        return access.authorized(HttpCall.get(address).withHeader("X-HF-Download-Counter", "1"));
    }

    @Override
    public Optional<VenomException> refusal(ReplyHead head) {
        if (head.status() < 400) {
            return isForeign(head) ? Optional.of(refusals.notAHub(head)) : Optional.empty();
        }
        return isVerdict(head) ? Optional.of(refusals.of(head, "", Optional.of(path))) : Optional.empty();
    }

    /**
     * An answer that ends at this address, or leaves for a store, carries the commit. Redirects inside the Hub
     * (renamed models, its own cache of small files) need not.
     */
    private boolean isForeign(ReplyHead head) {
        boolean endsHere = head.isSuccess() || head.status() / 100 == 3 && leavesOrigin(head);
        return endsHere
                && isResolve(head)
                && head.headers().first("X-Repo-Commit").isEmpty();
    }

    private static boolean leavesOrigin(ReplyHead head) {
        return head.headers()
                .first("Location")
                .map(location -> !isSameOrigin(head.uri(), location))
                .orElse(false);
    }

    private static boolean isSameOrigin(URI base, String location) {
        try {
            return Origin.of(base.resolve(location)).equals(Origin.of(base));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /**
     * Whether the Hub itself judged. A status without its words, or from an address it redirected to, may be an
     * expired signature or a hiccup: the engine asks again.
     */
    private static boolean isVerdict(ReplyHead head) {
        boolean hasWords = head.headers().first("X-Error-Code").isPresent()
                || head.headers().first("X-Error-Message").isPresent();
        boolean isFinal = head.status() == 401 || head.status() == 404;
        boolean isTransient = head.status() == 408 || head.status() == 416 || head.status() == 429;
        return !isTransient && head.status() < 500 && (hasWords || isFinal && isResolve(head));
    }

    private static boolean isResolve(ReplyHead head) {
        String path = head.uri().getRawPath();
        return path != null && path.contains("/resolve/");
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
