package dev.venom.runtime.provider.ollama.internal.image;

import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes a model by what its configuration, or a daemon, says of it. */
public final class Descriptions {
    private static final Pattern COUNT = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)\\s*([KMBT]?)");

    private Descriptions() {}

    /**
     * Describes a model.
     *
     * @param config what is said of it
     * @return the description, without what only the weights' header tells
     */
    public static ModelDescription of(ImageConfig config) {
        return new ModelDescription(
                format(config.format()),
                config.quantization().filter(name -> !name.equalsIgnoreCase("unknown")),
                config.size().map(Descriptions::parameters).orElse(OptionalLong.empty()),
                config.contextLength(),
                config.family().map(List::of).orElse(List.of()),
                Optional.empty(),
                Hardware.UNKNOWN,
                Optional.empty());
    }

    /**
     * Reads a count such as {@code 8.0B} or {@code 268.10M}.
     *
     * @param words the count
     * @return a number; empty where it is none
     */
    static OptionalLong parameters(String words) {
        Matcher count = COUNT.matcher(words.strip().toUpperCase(Locale.ROOT));
        if (!count.matches()) {
            return OptionalLong.empty();
        }
        double unit = switch (count.group(2)) {
            case "K" -> 1e3;
            case "M" -> 1e6;
            case "B" -> 1e9;
            case "T" -> 1e12;
            default -> 1;
        };
        long number = Math.round(Double.parseDouble(count.group(1)) * unit);
        return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private static ModelFormat format(Optional<String> name) {
        return switch (name.orElse("").toLowerCase(Locale.ROOT)) {
            case "gguf" -> ModelFormat.GGUF;
            case "safetensors" -> ModelFormat.SAFETENSORS;
            default -> ModelFormat.OTHER;
        };
    }
}
