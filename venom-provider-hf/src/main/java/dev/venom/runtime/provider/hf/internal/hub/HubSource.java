package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.spi.provider.RemoteSource;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The bytes of one file, asked for at the Hub's {@code resolve} address. Each call asks there anew, so that the
 * signed address behind it is always fresh. Immutable.
 */
public final class HubSource implements RemoteSource {
    private final HubAccess access;
    private final RelativePath path;
    private final URI address;
    private final HubErrors refusals;
    private final Optional<byte[]> held;

    /**
     * The source of a file.
     *
     * @param access who asks
     * @param id the model
     * @param commit the commit that has the file
     * @param path the file
     */
    public HubSource(HubAccess access, RepoId id, String commit, RelativePath path) {
        this(access, id, commit, path, Optional.empty());
    }

    /**
     * The source of a file that may have been read before.
     *
     * @param access who asks
     * @param id the model
     * @param commit the commit that has the file
     * @param path the file
     * @param held its content
     */
    public HubSource(HubAccess access, RepoId id, String commit, RelativePath path, Optional<byte[]> held) {
        this.held = held;
        this.access = access;
        this.path = path;
        this.address = access.endpoint().file(id, commit, path);
        this.refusals = new HubErrors(access, id, commit);
    }

    @Override
    public HttpCall call() {
        return access.authorized(HttpCall.get(address).withHeader("X-HF-Download-Counter", "1"));
    }

    @Override
    public Optional<byte[]> held() {
        return held;
    }

    @Override
    public Optional<VenomException> refusal(ReplyHead head) {
        if (head.status() < 400) {
            return isForeign(head) ? Optional.of(refusals.notAHub(head)) : Optional.empty();
        }
        return isVerdict(head) ? Optional.of(refusals.of(head, "", Optional.of(path))) : Optional.empty();
    }

    /**
     * A page for browsers where a file was asked for: a portal, a login. The Hub's own answers carry the commit; those of
     * proxies that keep artifacts need not, for the commit is known and each file is hashed.
     */
    private boolean isForeign(ReplyHead head) {
        boolean isPage = head.headers()
                .first("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .isPresent();
        return head.isSuccess()
                && isPage
                && !path.text().matches("(?i).*\\.x?html?")
                && head.headers().first("X-Repo-Commit").isEmpty();
    }

    /**
     * Whether the Hub itself judged. A status without its words, or from an address it redirected to, may be an
     * expired signature or a hiccup: the engine asks again.
     */
    private static boolean isVerdict(ReplyHead head) {
        boolean isFinal = head.status() == 401 || head.status() == 404;
        boolean isTransient = head.status() == 408 || head.status() == 416 || head.status() == 429;
        return !isTransient && head.status() < 500 && (hasWords(head) || isFinal && isResolve(head));
    }

    static boolean hasWords(ReplyHead head) {
        return head.headers().first("X-Error-Code").isPresent()
                || head.headers().first("X-Error-Message").isPresent();
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
