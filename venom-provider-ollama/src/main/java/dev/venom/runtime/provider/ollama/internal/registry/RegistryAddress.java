package dev.venom.runtime.provider.ollama.internal.registry;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.WebAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Where the repository of one model is asked for. A registry named in {@code OLLAMA_REGISTRY} stands in for the
 * default one, as {@code HF_ENDPOINT} does for the Hub. Immutable.
 *
 * @param base scheme, host and port
 * @param name the model
 * @param isStandIn true if another registry is asked than the name says
 */
public record RegistryAddress(URI base, ModelName name, boolean isStandIn) {
    /** The variable that names another default registry. */
    public static final String VARIABLE = "OLLAMA_REGISTRY";

    private static final String HUB = "HF_ENDPOINT";

    /**
     * The address of a model's repository.
     *
     * @param name the model
     * @param settings the host's configuration
     * @param insecure whether the registry in the name may be asked without TLS
     * @return the address
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST if a variable or the name holds no address
     */
    public static RegistryAddress of(ModelName name, Settings settings, boolean insecure) {
        Optional<String> variable = name.isOfDefaultHost()
                ? Optional.of(VARIABLE)
                : name.isOfHuggingFace() ? Optional.of(HUB) : Optional.empty();
        Optional<String> standIn = variable.flatMap(settings::value);
        return standIn.isPresent()
                ? new RegistryAddress(address(variable.orElse(""), standIn.get()), name, true)
                : new RegistryAddress(
                        address("The registry in the model's name", (insecure ? "http://" : "https://") + name.host()),
                        name,
                        false);
    }

    /**
     * Whether it is asked without TLS.
     *
     * @return true for {@code http}
     */
    public boolean isPlain() {
        return "http".equals(base.getScheme());
    }

    /**
     * Host and port, as a name has them.
     *
     * @return such as {@code 127.0.0.1:5000}
     */
    public String authority() {
        return base.getRawAuthority();
    }

    /**
     * The origin of all calls.
     *
     * @return scheme, host and port
     */
    public Origin origin() {
        return Origin.of(base);
    }

    /**
     * The manifest of the tag.
     *
     * @return an address
     */
    public URI manifest() {
        return repository("manifests/" + name.tag());
    }

    /**
     * A manifest by its digest.
     *
     * @param digest what it hashes to
     * @return an address
     */
    public URI manifest(Digest digest) {
        return repository("manifests/" + digest);
    }

    /**
     * A content.
     *
     * @param digest what it hashes to
     * @return an address
     */
    public URI blob(Digest digest) {
        return repository("blobs/" + digest);
    }

    @Override
    public String toString() {
        return base.toString();
    }

    private URI repository(String what) {
        return URI.create(base + "/v2/" + name.namespace() + "/" + name.model() + "/" + what);
    }

    private static URI address(String where, String value) {
        String text = value.contains("://") ? value : "https://" + value;
        return WebAddress.parse(where, text, "https://registry.ollama.ai").uri();
    }
}
