package dev.venom.runtime.testbed.ollama;

import dev.venom.runtime.testbed.hub.catalogue.ByteCount;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.ollama.image.GeneratedGguf;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.image.ModelImageBuilder;
import java.nio.file.Path;
import java.util.Set;

/** The registry that its command line asks for. */
final class RegistryCommandLine {

    static final String USAGE = "Usage: OllamaServer registry [--port N] [--rate BYTES_PER_SECOND] [--tiny NAME]..."
            + " [--model NAME=FILE]... [--generate NAME=SIZE[:LAYERS]]...";

    private static final Set<String> OPTIONS = Set.of("--port", "--rate", "--tiny", "--model", "--generate");

    private RegistryCommandLine() {}

    /** The registry to start; throws {@link IllegalArgumentException} with a text for people. */
    static LocalRegistryBuilder parse(String... arguments) {
        Options options = Options.parse(OPTIONS, arguments);
        LocalRegistryBuilder plan = LocalRegistry.builder().model("tiny", ModelImage.tinyLlama());
        options.last("--port").ifPresent(port -> plan.port(port.number()));
        options.last("--rate").ifPresent(rate -> plan.bytesPerSecond(ByteCount.parse(rate.value())));
        options.all("--tiny").forEach(tiny -> plan.model(tiny.value(), ModelImage.tinyLlama()));
        options.all("--model").forEach(model -> add(plan, model.assignment()));
        options.all("--generate").forEach(model -> generate(plan, model.assignment()));
        return plan;
    }

    private static void add(LocalRegistryBuilder plan, String... assignment) {
        plan.model(
                assignment[0],
                ModelImage.builder().weights(Content.of(Path.of(assignment[1]))).build());
    }

    /** All layers have the same size, and only the first of them is a GGUF. */
    private static void generate(LocalRegistryBuilder plan, String... assignment) {
        String[] parts = assignment[1].split(":");
        int layers = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
        long each = ByteCount.parse(parts[0]) / layers;
        ModelImageBuilder image = ModelImage.builder().weights(GeneratedGguf.create(each, 1));
        plan.model(assignment[0], image.pieces(layers - 1, each).build());
    }
}
