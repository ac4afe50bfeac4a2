package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.WebAddress;
import java.net.URI;

/** The Hub's address, {@code HF_ENDPOINT}, and the addresses below it. Immutable. */
public final class Endpoint {
    private static final String VARIABLE = "HF_ENDPOINT";
    private static final String DEFAULT = "https://huggingface.co";

    private final String base;
    private final Origin origin;

    private Endpoint(String base, Origin origin) {
        this.base = base;
        this.origin = origin;
    }

    /**
     * The endpoint of a host's configuration.
     *
     * @param settings the configuration
     * @return the endpoint
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST if the setting is no address
     */
    public static Endpoint of(Settings settings) {
        WebAddress address = WebAddress.parse(VARIABLE, settings.value(VARIABLE).orElse(DEFAULT), DEFAULT);
        return new Endpoint(address.toString(), address.origin());
    }

    /**
     * Who may see the token.
     *
     * @return the origin
     */
    public Origin origin() {
        return origin;
    }

    /**
     * The page of a model, where terms are accepted.
     *
     * @param id the model
     * @return its address
     */
    public URI page(RepoId id) {
        return URI.create(base + "/" + id);
    }

    URI file(RepoId id, String commit, RelativePath path) {
        return URI.create(base + "/" + id + "/resolve/" + commit + "/" + PercentEncoding.path(path.text()));
    }

    /** The page that a link names, by the path that it has there or here. */
    URI at(String path, String query) {
        String own = URI.create(base).getRawPath();
        String below = path.startsWith(own + "/") ? path : own + path;
        String root = base.substring(0, base.length() - own.length());
        return URI.create(root + below + query);
    }

    URI blobs(RepoId id, String commit) {
        return api("models/" + id + "/revision/" + commit + "?blobs=true");
    }

    URI revision(RepoId id, String revision) {
        return api("models/" + id + "/revision/" + PercentEncoding.segment(revision) + "?securityStatus=true");
    }

    URI tree(RepoId id, String commit) {
        return api("models/" + id + "/tree/" + commit + "?recursive=true&expand=false");
    }

    URI models(String query) {
        return api("models?" + query);
    }

    URI whoami() {
        return api("whoami-v2");
    }

    private URI api(String rest) {
        return URI.create(base + "/api/" + rest);
    }

    @Override
    public String toString() {
        return base;
    }
}
