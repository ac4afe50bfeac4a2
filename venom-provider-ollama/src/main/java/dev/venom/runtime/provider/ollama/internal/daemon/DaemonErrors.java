package dev.venom.runtime.provider.ollama.internal.daemon;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the words mean with which a daemon, or its command line client, says that something failed (seen in Ollama
 * 0.11 to 0.33; {@code server/images.go}, {@code server/download.go}).
 */
public final class DaemonErrors {
    private static final Pattern SIGNED = Pattern.compile("\\?\\S*");
    private static final int LONGEST_SHOWN = 300;

    private static final List<Meaning> MEANINGS = List.of(
            meaning(
                    "requires a newer version of ollama|\\b412:",
                    ErrorCode.INCOMPATIBLE,
                    "Upgrade Ollama, or choose an older model."),
            meaning(
                    "requires mlx|mlx runtime is not available",
                    ErrorCode.INCOMPATIBLE,
                    "Choose a variant of the model in GGUF."),
            meaning("sharded gguf", ErrorCode.INCOMPATIBLE, "Choose another quantization."),
            meaning(
                    "no space left on device|disk quota exceeded|not enough space",
                    ErrorCode.DISK_FULL,
                    "Free some space on the daemon's disk, then install again."),
            meaning(
                    "permission denied|operation not permitted|read-only file system",
                    ErrorCode.PERMISSION_DENIED,
                    "Check that the daemon's user owns its store."),
            meaning(
                    "unauthorized|access denied|\\b401\\b",
                    ErrorCode.UNAUTHORIZED,
                    "If the model is private, add the daemon's key (id_ed25519.pub) to your account."),
            meaning("quantization scheme", ErrorCode.REVISION_NOT_FOUND, "Name a quantization that the model has."),
            meaning(
                    "manifest: file does not exist|model .*not found|\\b404\\b",
                    ErrorCode.MODEL_NOT_FOUND,
                    "Check name and tag; see what there is with 'search' or 'catalog ollama'."),
            meaning(
                    "digest mismatch|digest does not match",
                    ErrorCode.CHECKSUM_MISMATCH,
                    "Install again; if it lasts, check disk, memory, and proxies between."),
            meaning("\\b429\\b|too many requests", ErrorCode.RATE_LIMITED, "Try again later."),
            meaning("stall|timed? ?out|deadline exceeded", ErrorCode.STALLED, "Try again; what was fetched is kept."),
            meaning(
                    "dial tcp|max retries exceeded|connection (refused|reset)|no such host|unexpected eof|\\beof\\b"
                            + "|network is unreachable|broken pipe|\\btls\\b|x509|no location header",
                    ErrorCode.NETWORK,
                    "Check the daemon's network; with 'install --via registry' this host fetches the model itself."),
            meaning("invalid model name|name .* is invalid", ErrorCode.INVALID_REQUEST, "Check the name."));

    private DaemonErrors() {}

    /**
     * Finds the meaning of some words.
     *
     * @param said what the daemon said
     * @param who the beginning of the message, such as {@code The Ollama at ...}
     * @return the failure
     */
    public static VenomException of(String said, String who) {
        String shown = shown(said);
        String lower = said.toLowerCase(Locale.ROOT);
        return MEANINGS.stream()
                .filter(meaning -> meaning.words.matcher(lower).find())
                .findFirst()
                .map(meaning -> new VenomException(meaning.code, who + " says: " + shown + ".", meaning.hint))
                .orElseGet(() -> new VenomException(
                        ErrorCode.PROVIDER_UNAVAILABLE,
                        who + " says: " + shown + ".",
                        "See the daemon's log; try again."));
    }

    /** Without signed queries and what a terminal would obey. */
    private static String shown(String said) {
        String text = SIGNED.matcher(said)
                .replaceAll("")
                .replaceAll("[^\\x20-\\x7e]+", " ")
                .strip();
        String cut = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
        return cut.replaceAll("\\.+$", "");
    }

    private static Meaning meaning(String words, ErrorCode code, String hint) {
        return new Meaning(Pattern.compile(words), code, hint);
    }

    private record Meaning(Pattern words, ErrorCode code, String hint) {}
}
