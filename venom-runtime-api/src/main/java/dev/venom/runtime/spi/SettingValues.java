package dev.venom.runtime.spi;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads values of settings; what can't be used is refused by the setting's name, never replaced and never guessed. */
final class SettingValues {
    private static final Set<String> ON = Set.of("1", "on", "yes", "true");
    private static final Set<String> OFF = Set.of("0", "off", "no", "false");

    private SettingValues() {}

    static boolean isOn(String name, String value) {
        String word = value.toLowerCase(Locale.ROOT);
        if (ON.contains(word) || OFF.contains(word)) {
            return ON.contains(word);
        }
        throw refused(name, value, "it is neither on nor off", "Set it to 1 or 0, or unset it.");
    }

    static Path path(String name, String value, Supplier<Path> home) {
        String text = unquoted(value);
        if (text.isEmpty() || text.contains("://")) {
            throw refused(name, value, "it is not a path", "Set it to a whole path, or unset it.");
        }
        if (text.matches("(?s).*\\$(\\{|[A-Za-z_]).*")) {
            throw refused(name, value, "nothing replaced the variable in it", "Write the whole path.");
        }
        try {
            return (text.startsWith("~") ? belowHome(name, text, home) : Path.of(text))
                    .toAbsolutePath()
                    .normalize();
        } catch (InvalidPathException inexpressible) {
            throw refused(
                    name,
                    value.replaceAll("[^\\x20-\\x7e]", "?"),
                    "this locale can't express it as a path",
                    "Start the program in a UTF-8 locale (LC_ALL=C.UTF-8), or choose another path.");
        }
    }

    private static Path belowHome(String name, String text, Supplier<Path> home) {
        if (!text.equals("~") && !text.startsWith("~/")) {
            throw refused(
                    name, text, "only a shell knows the home directories of other users", "Write the whole path.");
        }
        return home.get().resolve(text.substring(Math.min(2, text.length())));
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return isQuoted ? value.substring(1, value.length() - 1).strip() : value;
    }

    static Path directory(String name, Path path) {
        if (Files.isRegularFile(path)) {
            throw refused(name, path.toString(), "it is a file, and has to be a directory", "Set it to a directory.");
        }
        return path;
    }

    static Path home(Optional<String> variable, String ofSystem) {
        String text = variable.orElse(ofSystem);
        try {
            Path home = Path.of(text);
            if (home.isAbsolute()) {
                return home.normalize();
            }
        } catch (InvalidPathException inexpressible) {
            // Told below, together with paths that begin nowhere.
        }
        throw new VenomException(
                ErrorCode.INVALID_REQUEST,
                variable.isPresent()
                        ? "HOME ('" + text + "') can't be used: it is not a whole path."
                        : "HOME is not set, and the system knows no home directory of this user.",
                "Set HOME to the home directory of the user that runs this.");
    }

    private static VenomException refused(String name, String value, String reason, String hint) {
        return new VenomException(
                ErrorCode.INVALID_REQUEST, name + " ('" + value + "') can't be used: " + reason + ".", hint);
    }
}
