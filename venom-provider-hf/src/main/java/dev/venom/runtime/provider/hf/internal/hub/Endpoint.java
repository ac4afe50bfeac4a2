package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.transport.Origin;
import java.net.URI;
import java.net.URISyntaxException;

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
     * @throws VenomException INVALID_REQUEST if the setting is no address
     */
    public static Endpoint of(Settings settings) {
        String text = settings.value(VARIABLE).orElse(DEFAULT);
        String base = text.replaceAll("/+$", "");
        try {
            URI uri = new URI(base);
            boolean isWeb = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean isPlain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            if (isWeb && isPlain && uri.getHost() != null) {
                return new Endpoint(base, Origin.of(uri));
            }
        } catch (URISyntaxException notAnAddress) {
            // reported below, without the text: it may hold a password
        }
        throw new VenomException(
                ErrorCode.INVALID_REQUEST,
                VARIABLE + " is not an http or https address without user, query and fragment.",
                "Set it to the address of a Hub, such as " + DEFAULT + ", or unset it.");
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
