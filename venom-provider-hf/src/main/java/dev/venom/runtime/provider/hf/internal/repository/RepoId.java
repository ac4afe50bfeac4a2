package dev.venom.runtime.provider.hf.internal.repository;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The checked id of a model repository, {@code org/name} or {@code name}. Immutable.
 *
 * @param text the id as the Hub writes it
 */
public record RepoId(String text) {
    private static final String FOLDER_PREFIX = "models--";
    private static final String WORD = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?";
    private static final Pattern GRAMMAR = Pattern.compile("(?:" + WORD + "/)?" + WORD);

    /** Refuses what the Hub's own client refuses: such an id would not map to one folder of the cache. */
    public RepoId {
        if (!isValid(text)) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + shown(text) + "' is not the id of a model on the Hub.",
                    "Write org/name: each part 1 to 96 letters, digits, '_', '-' or '.', without '--' and '..'."
                            + (text.indexOf(':') < 0 ? "" : " A quantization behind it is for plan and install."));
        }
    }

    /**
     * Tells whether a text is an id.
     *
     * @param text any text
     * @return true if it follows the grammar
     */
    public static boolean isValid(String text) {
        return GRAMMAR.matcher(text).matches()
                && !text.contains("--")
                && !text.contains("..")
                && !text.endsWith(".git");
    }

    /**
     * The id that belongs to a folder of the cache.
     *
     * @param folder name of the folder
     * @return the id; empty if the folder is not a model's
     */
    public static Optional<RepoId> ofFolder(String folder) {
        if (!folder.startsWith(FOLDER_PREFIX)) {
            return Optional.empty();
        }
        String text = folder.substring(FOLDER_PREFIX.length()).replace("--", "/");
        return isValid(text) ? Optional.of(new RepoId(text)) : Optional.empty();
    }

    /**
     * The folder's name in the cache.
     *
     * @return one path segment
     */
    public String folder() {
        return FOLDER_PREFIX + text.replace("/", "--");
    }

    /**
     * The user or organisation.
     *
     * @return the part before the slash; empty for the few models without one
     */
    public Optional<String> organisation() {
        int slash = text.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(text.substring(0, slash));
    }

    /**
     * The model's own name.
     *
     * @return the part after the slash
     */
    public String name() {
        return text.substring(text.indexOf('/') + 1);
    }

    @Override
    public String toString() {
        return text;
    }

    private static String shown(String text) {
        return (text.length() > 120 ? text.substring(0, 120) + "..." : text).replaceAll("[^\\x20-\\x7e]", "?");
    }
}
