package dev.venom.runtime.spi.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of a host's owner that hold secrets. Who can't read one can't show what is in it, so it counts as empty. */
final class SecretFiles {
    private static final Pattern VARIABLE =
            Pattern.compile("\\s*+(?:export\\s++)?+([A-Za-z_][A-Za-z0-9_]*+)=(.*)", Pattern.DOTALL);
    private static final long LARGEST_BYTES = 1 << 16;

    private SecretFiles() {}

    /** The lines of a file of keys. */
    static List<String> lines(Path file) {
        try {
            return Files.size(file) <= LARGEST_BYTES
                    ? Files.readAllLines(file, StandardCharsets.ISO_8859_1)
                    : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** The variables of a file as systemd and Docker read it. */
    static Map<String, String> variables(Path file) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : lines(file)) {
            Matcher variable = VARIABLE.matcher(line);
            if (variable.matches()) {
                variables.put(variable.group(1), unquoted(variable.group(2).strip()));
            }
        }
        return variables;
    }

    /** A word without the quotes around it. */
    static String unquoted(String word) {
        int begin = 0;
        int end = word.length();
        while (begin < end && isQuote(word.charAt(begin))) {
            begin++;
        }
        while (end > begin && isQuote(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(begin, end);
    }

    private static boolean isQuote(char letter) {
        return letter == '"' || letter == '\'';
    }
}
