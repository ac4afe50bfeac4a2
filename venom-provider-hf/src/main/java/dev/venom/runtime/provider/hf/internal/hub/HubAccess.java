package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.Optional;

/**
 * Which Hub is asked, and as whom. Immutable.
 *
 * @param endpoint the Hub
 * @param credential the token, bound to the endpoint's origin
 */
public record HubAccess(Endpoint endpoint, Optional<Credential> credential) {
    /**
     * The access that a host is configured for.
     *
     * @param settings the configuration
     * @return endpoint and token
     */
    public static HubAccess of(Settings settings) {
        Endpoint endpoint = Endpoint.of(settings);
        return new HubAccess(endpoint, new HubToken(settings).credential(endpoint));
    }

    /**
     * Tells whether the host wants no HTTP at all.
     *
     * @param settings the configuration
     * @return true if it is offline by choice
     */
    public static boolean isOffline(Settings settings) {
        return settings.isOn("HF_HUB_OFFLINE") || settings.isOn("TRANSFORMERS_OFFLINE");
    }

    HttpCall authorized(HttpCall call) {
        return credential.map(call::withCredential).orElse(call);
    }
}
