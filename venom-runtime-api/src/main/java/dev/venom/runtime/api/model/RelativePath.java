package dev.venom.runtime.api.model;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The checked name of a file inside a model. Names from the network become paths only through this
 * type: it refuses whatever could leave the model's directory under the rules of POSIX <em>or</em>
 * Windows, on every operating system, because a cache may move between them. Immutable.
 *
 * <p>Refused are absolute names, drive letters, segments of nothing but dots and blanks such as {@code ..},
 * empty segments, backslashes, control characters, halves of characters, and segments longer than 255 bytes.
 *
 * <p>On disk a name is UTF-8, as every other program of a cache writes it, also where the locale of this Java has
 * another encoding for file names.
 *
 * @param text segments separated by {@code /}
 */
public record RelativePath(String text) implements Comparable<RelativePath> {
    private static final int LONGEST_SEGMENT_BYTES = 255;
    private static final int LONGEST_PATH_BYTES = 4_096;
    /** Windows drops dots and blanks at the end of a name, so that {@code ".. "} means {@code ..}. */
    private static final Pattern DOTS_AND_BLANKS = Pattern.compile("[. ]*");

    private static final Pattern DRIVE_LETTER = Pattern.compile("[A-Za-z]:.*");

    /** Refuses a name that could lead out of its directory. */
    public RelativePath {
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH_BYTES) {
            throw hostile(text, "is empty or too long");
        }
        if (text.indexOf('\\') >= 0 || text.chars().anyMatch(Character::isISOControl)) {
            throw hostile(text, "holds a backslash or a control character");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw hostile(text, "holds half of a character");
        }
        for (String segment : text.split("/", -1)) {
            requireSegment(text, segment);
        }
    }

    /**
     * Checks a name.
     *
     * @param text segments separated by {@code /}
     * @return the checked name
     * @throws VenomException UNSAFE_FORMAT if the name could leave its directory
     */
    public static RelativePath of(String text) {
        return new RelativePath(text);
    }

    /**
     * The name of a file that lies on disk.
     *
     * @param directory the model's directory
     * @param file a path below it
     * @return the checked name, such that {@link #in} leads back to the file
     * @throws VenomException UNSAFE_FORMAT if the name could leave its directory
     */
    public static RelativePath between(Path directory, Path file) {
        StringBuilder text = new StringBuilder();
        for (Path segment : directory.relativize(file)) {
            text.append(text.isEmpty() ? "" : "/").append(Utf8Name.text(segment));
        }
        return new RelativePath(text.toString());
    }

    /**
     * The parts of the name.
     *
     * @return at least one segment
     */
    public List<String> segments() {
        return List.of(text.split("/"));
    }

    /**
     * The last part of the name.
     *
     * @return the name without its directories
     */
    public String fileName() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /**
     * Tells whether the file lies directly in the model's directory.
     *
     * @return true if the name has one segment
     */
    public boolean isTopLevel() {
        return text.indexOf('/') < 0;
    }

    /**
     * Where the file lies below a directory. Links that already exist there are the caller's to check.
     *
     * @param directory the model's directory
     * @return a path below it
     */
    public Path in(Path directory) {
        Path path = directory;
        for (String segment : segments()) {
            path = Utf8Name.in(path, segment);
        }
        return path;
    }

    /**
     * Tells whether this host's locale can express the name: only then can it be handed to other programs, typed
     * and shown. The file itself is reached in any locale.
     *
     * @return false if the locale's encoding of file names is another than UTF-8 and the name needs it
     */
    public boolean isExpressible() {
        return Utf8Name.isExpressible(text);
    }

    @Override
    public int compareTo(RelativePath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static void requireSegment(String text, String segment) {
        if (DOTS_AND_BLANKS.matcher(segment).matches()) {
            throw hostile(text, "is absolute or climbs out of its directory");
        }
        if (segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_SEGMENT_BYTES) {
            throw hostile(text, "has a segment of more than " + LONGEST_SEGMENT_BYTES + " bytes");
        }
        if (DRIVE_LETTER.matcher(segment).matches()) {
            throw hostile(text, "holds a drive letter");
        }
    }

    private static VenomException hostile(String text, String why) {
        String shown = (text.length() > 120 ? text.substring(0, 120) + "..." : text).replaceAll("[^\\x20-\\x7e]", "?");
        return new VenomException(
                ErrorCode.UNSAFE_FORMAT,
                "The file name '" + shown + "' is refused: it " + why + ".",
                "Nothing was written. Do not trust this source; report the name to the publisher.");
    }
}
