package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.ollama.internal.command.OllamaCommand;
import dev.venom.runtime.provider.ollama.internal.image.Layer;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.provider.ollama.internal.registry.RegistryAddress;
import dev.venom.runtime.spi.provider.InstallContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Through the program {@code ollama}, where nothing else is left. Immutable.
 *
 * @param command the program
 * @param place where the daemon behind it keeps models, as far as this host can tell
 */
record CommandRoute(OllamaCommand command, DaemonDestination place) implements InstallRoute {
    /** As many digits of a digest as the program shows. */
    private static final int SHOWN_DIGITS = 12;

    @Override
    public Path destination(Layer layer) {
        return place.destination(layer);
    }

    @Override
    public Path staging() {
        return place.staging();
    }

    @Override
    public List<Verdict> verdicts() {
        return List.of(Verdict.warn(
                "route",
                "through the program " + command.program()
                        + ": no Ollama answers, and its store may not be written by this user"));
    }

    @Override
    public Path install(ResolvedModel model, InstallContext context) {
        return place.fetchIntact(model, context, () -> {
            RegistryAddress address = model.target().address();
            ModelName name = model.target().name();
            String asked = address.isStandIn() ? name.textAt(address.authority()) : name.shortText();
            command.pull(asked, address.isPlain(), sizes(model), context.progress(), context.background());
            return Optional.empty();
        });
    }

    private static Map<String, Long> sizes(ResolvedModel model) {
        Map<String, Long> sizes = new HashMap<>();
        model.sizes().forEach((digest, bytes) -> sizes.put(digest.hex().substring(0, SHOWN_DIGITS), bytes));
        return sizes;
    }
}
