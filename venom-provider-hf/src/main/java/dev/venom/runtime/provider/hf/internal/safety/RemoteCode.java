package dev.venom.runtime.provider.hf.internal.safety;

import dev.venom.runtime.provider.hf.internal.hub.RepoInfo;
import dev.venom.runtime.provider.hf.internal.json.JsonReader;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import java.util.Optional;

/** Tells whether a model needs code that comes with it, or from yet another repository. */
public final class RemoteCode {
    /** The file whose {@code auto_map} names classes to load. */
    public static final String CONFIGURATION = "config.json";

    private RemoteCode() {}

    /**
     * Judges by the model's configuration, or by what the Hub says.
     *
     * @param configuration bytes of {@code config.json}; empty where there is none to be had
     * @param info what the Hub says
     * @return why code is needed; empty if it is not
     */
    public static Optional<String> reason(Optional<byte[]> configuration, RepoInfo info) {
        if (configuration.filter(RemoteCode::hasAutoMap).isPresent()) {
            return Optional.of("auto_map in " + CONFIGURATION);
        }
        return info.customCode() ? Optional.of("the Hub marks it custom_code") : Optional.empty();
    }

    private static boolean hasAutoMap(byte[] configuration) {
        boolean[] found = {false};
        try {
            JsonReader.read(
                    configuration,
                    json -> json.fields(name -> {
                        if (name.equals("auto_map") && json.isObject()) {
                            json.fields(key -> found[0] = true);
                        }
                    }));
        } catch (MalformedJsonException notJson) {
            // no loader will read it either
            return false;
        }
        return found[0];
    }
}
