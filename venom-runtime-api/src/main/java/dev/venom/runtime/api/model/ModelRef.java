package dev.venom.runtime.api.model;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name a person types for a model: {@code provider:name[@revision]}, such as {@code
 * hf:google/gemma-2b-it@main} or {@code ollama:gemma3:270m}. It may move: only installing turns it into
 * a commit. Immutable.
 *
 * <p>Only what every provider shares is checked here; the grammar of the name belongs to the provider.
 *
 * @param provider id of the provider, such as {@code hf}
 * @param name the provider's own name of the model
 * @param revision branch, tag or commit asked for; empty where the provider's default is meant
 */
public record ModelRef(String provider, String name, Optional<String> revision) {
    private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final int LONGEST_NAME = 512;

    /** Refuses what no provider could mean. */
    public ModelRef {
        if (!PROVIDER.matcher(provider).matches()) {
            throw invalid("The provider '" + printable(provider) + "' is not a provider id");
        }
        if (name.length() > LONGEST_NAME || !PRINTABLE.matcher(name).matches()) {
            throw invalid("The model name '" + printable(name) + "' is empty, too long or not printable");
        }
        revision.ifPresent(ModelRef::requireRevision);
    }

    /**
     * A reference without a revision.
     *
     * @param provider id of the provider
     * @param name the provider's own name of the model
     * @return the reference
     * @throws VenomException INVALID_REQUEST if a part is malformed
     */
    public static ModelRef of(String provider, String name) {
        return new ModelRef(provider, name, Optional.empty());
    }

    /**
     * Reads {@code provider:name[@revision]}.
     *
     * @param text what was typed
     * @return the reference
     * @throws VenomException INVALID_REQUEST if the text is not a reference
     */
    public static ModelRef parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw invalid("'" + printable(text) + "' names no provider");
        }
        String provider = text.substring(0, colon);
        String rest = text.substring(colon + 1);
        int at = rest.indexOf('@');
        return at < 0
                ? of(provider, rest)
                : new ModelRef(provider, rest.substring(0, at), Optional.of(rest.substring(at + 1)));
    }

    /**
     * The same model at another revision.
     *
     * @param other branch, tag or commit
     * @return a reference to that revision
     */
    public ModelRef at(String other) {
        return new ModelRef(provider, name, Optional.of(other));
    }

    /**
     * The text that {@link #parse} reads back.
     *
     * @return {@code provider:name} with {@code @revision} where there is one
     */
    @Override
    public String toString() {
        return provider + ":" + name + revision.map(value -> "@" + value).orElse("");
    }

    private static void requireRevision(String revision) {
        if (revision.length() > LONGEST_NAME || !PRINTABLE.matcher(revision).matches()) {
            throw invalid("The revision '" + printable(revision) + "' is empty, too long or not printable");
        }
    }

    private static String printable(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return shown.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static VenomException invalid(String message) {
        return new VenomException(
                ErrorCode.INVALID_REQUEST,
                message + ".",
                "Write provider:name[@revision], for instance hf:google/gemma-2b-it@main or ollama:gemma3:270m.");
    }
}
