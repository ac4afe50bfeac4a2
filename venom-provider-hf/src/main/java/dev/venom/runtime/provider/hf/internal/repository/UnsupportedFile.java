package dev.venom.runtime.provider.hf.internal.repository;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file that git takes and this library can't keep: a backslash from an upload under Windows, the carriage return
 * of a folder's icon under macOS, a name that is too long. It never becomes a path. Immutable.
 *
 * @param name its name in the repository
 * @param refusal why it can't be kept
 */
public record UnsupportedFile(String name, VenomException refusal) {
    private static final Set<String> CLIMBING = Set.of("", ".", "..");
    private static final int LONGEST_SHOWN = 60;
    private static final int LONGEST_END = 40;

    /**
     * Refuses what git would refuse as well: a listing with such a name is forged.
     *
     * @throws VenomException UNSAFE_FORMAT if the name is absolute or climbs out of its directory
     */
    public UnsupportedFile {
        if (Arrays.stream(name.split("/", -1)).anyMatch(CLIMBING::contains)) {
            throw refusal;
        }
    }

    /**
     * Judges a name that came from elsewhere.
     *
     * @param name any text
     * @return the file, if its name can't be kept
     * @throws VenomException UNSAFE_FORMAT if the name is absolute or climbs out of its directory
     */
    public static Optional<UnsupportedFile> of(String name) {
        try {
            RelativePath.of(name);
            return Optional.empty();
        } catch (VenomException refusal) {
            return Optional.of(new UnsupportedFile(name, refusal));
        }
    }

    /**
     * A name that can be kept, and is chosen or left out by the same rules: same directories, same end.
     *
     * @param taken names of other files
     * @return a name that no other file has
     */
    public RelativePath standIn(Set<String> taken) {
        List<String> segments =
                Arrays.stream(name.split("/")).map(UnsupportedFile::plain).toList();
        String text = String.join("/", segments.subList(Math.max(0, segments.size() - LONGEST_END), segments.size()));
        while (taken.contains(text)) {
            text = "_" + text;
        }
        return new RelativePath(text);
    }

    private static String plain(String segment) {
        String kept = segment.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+$", "_");
        return kept.substring(Math.max(0, kept.length() - LONGEST_END));
    }

    /**
     * The name for people, with nothing in it that a terminal obeys.
     *
     * @return the name, shortened
     */
    public String shown() {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() > LONGEST_SHOWN ? plain.substring(0, LONGEST_SHOWN) + "..." : plain;
    }

    /**
     * A pattern that leaves the file out.
     *
     * @return what can be typed for it
     */
    public String pattern() {
        String plain = name.replaceAll("[^\\x20-\\x7e]|[\\[\\\\']", "?");
        return plain.length() > LONGEST_SHOWN ? plain.substring(0, LONGEST_SHOWN) + "*" : plain;
    }

    /**
     * What an install that would fetch it fails with.
     *
     * @return the refusal, with the way to go on without the file
     */
    public VenomException refused() {
        return new VenomException(
                ErrorCode.UNSAFE_FORMAT,
                refusal.getMessage(),
                "Nothing was written. If you trust the publisher, leave the file out: --exclude '" + pattern() + "'.");
    }
}
