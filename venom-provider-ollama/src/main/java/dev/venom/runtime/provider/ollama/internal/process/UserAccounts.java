package dev.venom.runtime.provider.ollama.internal.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The users of this host, from {@code /etc/passwd} (passwd(5)). Immutable.
 *
 * @param file the file
 */
public record UserAccounts(Path file) {
    /** Those of this host. */
    public static final UserAccounts SYSTEM = new UserAccounts(Path.of("/etc/passwd"));

    private static final int NAME = 0;
    private static final int USER_ID = 2;
    private static final int HOME = 5;

    /**
     * The home directory of a user.
     *
     * @param userId whose
     * @return the directory; empty where the user is not listed
     */
    public Optional<Path> home(long userId) {
        try {
            return fields(userId).map(fields -> Path.of(fields.get(HOME))).filter(Path::isAbsolute);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    /**
     * The name of a user.
     *
     * @param userId whose
     * @return the name; the number where the user is not listed
     */
    public String name(long userId) {
        return fields(userId).map(fields -> fields.get(NAME)).orElse(Long.toString(userId));
    }

    private Optional<List<String>> fields(long userId) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(line -> List.of(line.split(":", -1)))
                    .filter(fields ->
                            fields.size() > HOME && fields.get(USER_ID).equals(Long.toString(userId)))
                    .findFirst();
        } catch (IOException notOnThisSystem) {
            return Optional.empty();
        }
    }
}
