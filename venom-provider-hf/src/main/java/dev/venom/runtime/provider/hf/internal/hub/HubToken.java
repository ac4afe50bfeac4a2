package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.transport.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the access token where huggingface_hub looks for it: {@code HF_TOKEN}, its old name, then the file that
 * {@code hf auth login} writes.
 */
final class HubToken {
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final long LARGEST_FILE_BYTES = 64 << 10;

    private static final String PATH_VARIABLE = "HF_TOKEN_PATH";

    private final Settings settings;

    HubToken(Settings settings) {
        this.settings = settings;
    }

    /** The token for the endpoint's origin, and for no other. */
    Optional<Credential> credential(Endpoint endpoint) {
        if (settings.isOn("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
            return Optional.empty();
        }
        return settings.value("HF_TOKEN")
                .or(() -> settings.value("HUGGING_FACE_HUB_TOKEN"))
                .or(this::stored)
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .map(token -> Credential.bearer(endpoint.origin(), checked(token)));
    }

    private Optional<String> stored() {
        Optional<Path> named = settings.path(PATH_VARIABLE);
        Path file = named.orElseGet(() -> directory().resolve("token"));
        if (named.isPresent() && Files.exists(file) && !Files.isReadable(file) || Files.isDirectory(file)) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    (named.isPresent() ? PATH_VARIABLE + " ('" + file + "')" : "The token file " + file)
                            + " can't be used: it can't be read as a file.",
                    "Give this user the right to read it, or set HF_TOKEN.");
        }
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE_BYTES
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            // somebody else's token file: without it the Hub is asked anonymously, as its own client does
            return Optional.empty();
        }
    }

    private Path directory() {
        return settings.path("HF_HOME")
                .orElseGet(() -> settings.path("XDG_CACHE_HOME")
                        .orElseGet(() -> settings.home().resolve(".cache"))
                        .resolve("huggingface"));
    }

    private static String checked(String token) {
        if (!PRINTABLE.matcher(token).matches()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The Hugging Face token holds blanks or other characters that no token has.",
                    "Set HF_TOKEN to one token (it starts with hf_), or run 'hf auth login' again.");
        }
        return token;
    }
}
