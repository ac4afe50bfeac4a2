package dev.venom.runtime.testbed.ollama.image;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a model with all its parts. Immutable.
 *
 * @param host the registry, with its port where it has one
 * @param namespace the user, or {@code library}
 * @param model the model
 * @param tag the variant
 */
public record ModelName(String host, String namespace, String model, String tag) {

    /** The registry of names without a host. */
    public static final String DEFAULT_HOST = "registry.ollama.ai";

    private static final String LIBRARY = "library";
    private static final Pattern GRAMMAR = Pattern.compile("(?:https?://)?"
            + "(?:(?:(?<host>[A-Za-z0-9_][A-Za-z0-9_.:-]{0,349})/)?(?<namespace>[A-Za-z0-9_][A-Za-z0-9_-]{0,79})/)?"
            + "(?<model>[A-Za-z0-9_][A-Za-z0-9_.-]{0,79})"
            + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}))?");

    /** Reads a name; what it leaves out has Ollama's defaults. Empty where it is none. */
    public static Optional<ModelName> parse(String text) {
        Matcher name = GRAMMAR.matcher(text);
        if (!name.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ModelName(
                part(name, "host", DEFAULT_HOST),
                part(name, "namespace", LIBRARY),
                name.group("model"),
                part(name, "tag", "latest")));
    }

    /** Reads a name that is known to be one. */
    public static ModelName of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not the name of a model: " + text));
    }

    /** The name as Ollama shows it: without the default host and the library, always with its tag. */
    public String shown() {
        String tagged = model + ":" + tag;
        if (!host.equals(DEFAULT_HOST)) {
            return host + "/" + namespace + "/" + tagged;
        }
        return namespace.equals(LIBRARY) ? tagged : namespace + "/" + tagged;
    }

    /** The repository within its registry, such as {@code library/gemma3}. */
    public String repository() {
        return namespace + "/" + model;
    }

    /** Whether both mean the same model: Ollama does not tell upper from lower case. */
    public boolean isSameAs(ModelName other) {
        return shown().equalsIgnoreCase(other.shown());
    }

    private static String part(Matcher name, String group, String otherwise) {
        return Optional.ofNullable(name.group(group)).orElse(otherwise);
    }
}
