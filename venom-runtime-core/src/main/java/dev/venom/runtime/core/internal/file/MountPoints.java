package dev.venom.runtime.core.internal.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where something is mounted in this process's view ({@code proc_pid_mountinfo(5)}): nothing can be renamed over it. */
public final class MountPoints {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");
    private static final int POINT = 4;
    private static final int OCTAL = 8;
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    private MountPoints() {}

    /**
     * Whether something is mounted at a path, such as a single file that was given to a container.
     *
     * @param path the path, without links
     * @return false also where that can't be found out
     */
    public static boolean isOne(Path path) {
        String wanted = new String(
                path.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
        try {
            return Files.readString(TABLE, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(line -> line.split(" "))
                    .anyMatch(fields ->
                            fields.length > POINT && unescaped(fields[POINT]).equals(wanted));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String unescaped(String field) {
        return ESCAPED.matcher(field).replaceAll(MountPoints::character);
    }

    private static String character(MatchResult escaped) {
        return java.util.regex.Matcher.quoteReplacement(
                String.valueOf((char) Integer.parseInt(escaped.group(1), OCTAL)));
    }
}
