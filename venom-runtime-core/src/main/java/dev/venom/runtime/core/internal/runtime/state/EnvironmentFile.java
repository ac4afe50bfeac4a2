package dev.venom.runtime.core.internal.runtime.state;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.file.ReplacementTrial;
import dev.venom.runtime.spi.file.DurableFile;
import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code runtimes/<id>.env}: the active model, for a unit ({@code EnvironmentFile=} of systemd.exec(5)) and for a
 * shell. Whoever reads it sees the old variables or the new ones. Immutable.
 *
 * <p>A line is {@code NAME=value}. A value of more than plain characters stands in double quotes, in which a
 * backslash goes before {@code " \ $ `}: systemd and shells read that alike.
 *
 * @param path the file
 */
public record EnvironmentFile(Path path) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");
    private static final Pattern SPECIAL = Pattern.compile("[\"\\\\$`]");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\$`])");

    /**
     * Its variables.
     *
     * @return names and values; empty where there is no file
     */
    public Map<String, String> read() {
        return content(path).map(EnvironmentFile::parse).orElse(Map.of());
    }

    /**
     * Replaces the variables, durably. What stood there is kept beside it.
     *
     * @param variables names and values
     * @throws VenomException INVALID_REQUEST for a name or value that the file can't hold; DISK_FULL and others if
     *     it can't be written: then the old ones stay
     */
    public void replace(Map<String, String> variables) {
        String text = format(variables);
        Optional<String> former = content(path);
        if (former.isPresent() && !former.get().equals(text)) {
            write(previous(), former.get());
        }
        write(path, text);
    }

    /**
     * Finds out whether the variables could be replaced, without replacing them.
     *
     * @param variables names and values
     * @throws VenomException as {@link #replace}
     */
    public void tryReplacing(Map<String, String> variables) {
        byte[] text = format(variables).getBytes(StandardCharsets.UTF_8);
        for (Path file : List.of(previous(), path)) {
            try {
                new ReplacementTrial(file).require(text);
            } catch (IOException failure) {
                throw StorageFailures.writing(file, failure);
            }
        }
    }

    /**
     * Puts back exactly what {@link #read} yielded earlier, without touching what is kept beside it.
     *
     * @param variables names and values; none at all removes the file
     */
    public void restore(Map<String, String> variables) {
        if (variables.isEmpty()) {
            remove();
        } else {
            write(path, format(variables));
        }
    }

    /** Removes the file: no model is active. Does nothing where there is none. */
    public void remove() {
        try {
            content(path).ifPresent(former -> write(previous(), former));
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw StorageFailures.writing(path, failure);
        }
    }

    /**
     * What stood there before the last replacement.
     *
     * @return a file beside it, which may not exist
     */
    public Path previous() {
        return path.resolveSibling(path.getFileName() + ".previous");
    }

    private static void write(Path file, String text) {
        try {
            new DurableFile(file).replace(text.getBytes(StandardCharsets.UTF_8), DurableFile.Durability.POWER);
        } catch (IOException failure) {
            throw StorageFailures.writing(file, failure);
        }
    }

    private static Optional<String> content(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    file + " can't be read: " + failure.getMessage() + ".",
                    "Check the owner and the permissions of the cache directory.",
                    failure);
        }
    }

    private static String format(Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(variables).forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || value.chars().anyMatch(Character::isISOControl)) {
                throw new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "The variable " + name + " can't be written to an environment file.",
                        "Names are letters, digits and _; values are one line.");
            }
            text.append(name).append('=').append(quoted(value)).append('\n');
        });
        return text.toString();
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches()
                ? value
                : '"'
                        + SPECIAL.matcher(value).replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()))
                        + '"';
    }

    private static Map<String, String> parse(String text) {
        Map<String, String> variables = new TreeMap<>();
        text.lines().filter(line -> !line.startsWith("#") && line.contains("=")).forEach(line -> {
            int split = line.indexOf('=');
            variables.put(
                    line.substring(0, split).strip(),
                    unquoted(line.substring(split + 1).strip()));
        });
        return variables;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted
                ? ESCAPED.matcher(value.substring(1, value.length() - 1))
                        .replaceAll(found -> Matcher.quoteReplacement(found.group(1)))
                : value;
    }
}
