package dev.venom.runtime.provider.ollama.internal.registry;

import static dev.venom.runtime.provider.ollama.internal.json.Json.elements;
import static dev.venom.runtime.provider.ollama.internal.json.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.util.Locale;
import java.util.Optional;

/**
 * What a registry means by an error about one model. Immutable.
 *
 * @param address who was asked for what
 */
record RegistryErrors(RegistryAddress address) {
    private static final int LONGEST_SHOWN = 200;

    /** Judges an answer to a request for a manifest that is not a success. */
    VenomException ofManifest(HttpReply reply) {
        String said = words(reply);
        return switch (reply.head().status()) {
            case 400 -> ofHub(said);
            case 401, 403 -> beside(unauthorized(), said);
            case 404 -> notFound();
            case 412 -> newerVersion(said);
            case 429 -> beside(rateLimited(), said);
            default -> beside(unexpected(reply.head()), said);
        };
    }

    /** The registry knows which right is missing, or why it refuses. */
    private static VenomException beside(VenomException failure, String said) {
        return said.isEmpty()
                ? failure
                : new VenomException(
                        failure.code(), failure.getMessage() + " It says: \"" + said + "\"", failure.hint());
    }

    /** Judges an answer to a request for a content, of the registry itself. */
    Optional<VenomException> ofBlob(ReplyHead head, String what) {
        return switch (head.status()) {
            case 401, 403 -> Optional.of(unauthorized());
            case 404 ->
                Optional.of(new VenomException(
                        ErrorCode.REVISION_NOT_FOUND,
                        "The registry " + address + " announces the file '" + what + "' of " + address.name()
                                + " and does not have it.",
                        "Try again later: the model may just be in the course of being published."));
            default -> Optional.empty();
        };
    }

    VenomException unauthorized() {
        return new VenomException(
                ErrorCode.UNAUTHORIZED,
                "The registry " + address + " does not let this host read " + address.name() + ".",
                address.name().isOfHuggingFace()
                        ? "If the model is private, add the key in ~/.ollama/id_ed25519.pub to your Hugging Face account."
                        : "If the model is private, add the key in ~/.ollama/id_ed25519.pub to your account there.");
    }

    /** A login page, a mirror of something else: an answer, but no registry's. */
    VenomException notARegistry(ReplyHead head) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "What answers at " + address + " is not a registry of models: status " + head.status() + " for "
                        + address.name() + " without a manifest.",
                "Check the address (OLLAMA_REGISTRY where set), the proxy, and whether this network asks for a login.");
    }

    private VenomException notFound() {
        return new VenomException(
                ErrorCode.MODEL_NOT_FOUND,
                "The registry " + address + " has no model " + address.name() + ", or it is private.",
                "Check name and tag; see what there is with 'search' or 'catalog ollama'.");
    }

    private VenomException newerVersion(String said) {
        return new VenomException(
                ErrorCode.INCOMPATIBLE,
                "The model " + address.name() + " needs a newer Ollama, says the registry"
                        + (said.isEmpty() ? "." : ": " + said + "."),
                "Upgrade Ollama, or choose an older model.");
    }

    private VenomException rateLimited() {
        return new VenomException(
                ErrorCode.RATE_LIMITED,
                "The registry " + address + " asks to wait before " + address.name() + " is asked for again.",
                "Try again later.");
    }

    /** The Hub's own words for tags that are no quantization, and for models that are split. */
    private VenomException ofHub(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("sharded")) {
            return new VenomException(
                    ErrorCode.INCOMPATIBLE,
                    "The model " + address.name() + " is split into several files, which Ollama does not take.",
                    "Choose another quantization of it, or install it with hf: for another runtime.");
        }
        if (lower.contains("quantization") || lower.contains("not available")) {
            return new VenomException(
                    ErrorCode.REVISION_NOT_FOUND,
                    "The repository has no variant '" + address.name().tag() + "': " + said + ".",
                    "Name a quantization that the repository has, such as Q4_K_M.");
        }
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "The registry " + address + " refused the request for " + address.name()
                        + (said.isEmpty() ? "." : ": " + said + "."),
                "Check the name.");
    }

    private VenomException unexpected(ReplyHead head) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "The registry " + address + " answered status " + head.status() + " for " + address.name() + ".",
                "Try again later; check the address if it lasts.");
    }

    /** What the registry says in either of its two forms of an error; a web page says nothing. */
    static String words(HttpReply reply) {
        String text = said(reply)
                .strip()
                // Addresses in it may be signed
                .replaceAll("(https?://[^\\s?\"]*)\\?[^\\s\"]*", "$1")
                .replaceAll("[^\\x20-\\x7e]+", " ")
                .replaceAll("\\.+$", "");
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }

    /** {@code {"error": WORDS}} or {@code {"errors": [{"message": WORDS}]}}, or the words alone. */
    private static String said(HttpReply reply) {
        try {
            JsonNode json = Json.object(reply.body());
            return text(json.path("error"))
                    .or(() -> elements(json.path("errors"))
                            .flatMap(error -> text(error.path("message")).stream())
                            .findFirst())
                    .orElse("");
        } catch (MalformedJsonException notJson) {
            return reply.text().contains("<") ? "" : reply.text();
        }
    }
}
