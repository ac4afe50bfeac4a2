package dev.venom.runtime.provider.hf.internal.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern of file names by the rules of huggingface_hub, that is, of Python's {@code fnmatchcase}: {@code *}
 * matches any text, also across {@code /}; {@code ?} one character; {@code [abc]} and {@code [!abc]} one of a set;
 * nothing escapes. A backslash is a slash; a pattern that ends in {@code /} means all below. The time to match
 * grows with the length of the pattern times that of the name, never faster. Immutable.
 */
public final class FilePattern {
    /** Known by its identity, and never asked. */
    private static final IntPredicate ANY_TEXT = character -> false;

    private static final IntPredicate ANY_CHARACTER = character -> true;

    private final String text;
    /** What each place of the name has to be; {@link #ANY_TEXT} stands for any number of places. */
    private final List<IntPredicate> parts;

    private FilePattern(String text, List<IntPredicate> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Reads a pattern.
     *
     * @param text the pattern
     * @return what it matches
     */
    public static FilePattern of(String text) {
        String slashed = text.replace('\\', '/');
        String whole = slashed.endsWith("/") ? slashed + "*" : slashed;
        return new FilePattern(text, parts(whole));
    }

    /**
     * Tells whether a name matches.
     *
     * @param path the name, segments separated by {@code /}
     * @return true if the whole name matches
     */
    public boolean matches(String path) {
        int[] name = path.codePoints().toArray();
        int part = 0;
        int at = 0;
        int star = -1;
        int afterStar = 0;
        while (at < name.length) {
            if (isStar(part)) {
                star = part++;
                afterStar = at;
            } else if (part < parts.size() && parts.get(part).test(name[at])) {
                part++;
                at++;
            } else if (star >= 0) {
                // only the last star need take more: what stands before it matched as early as it could
                part = star + 1;
                at = ++afterStar;
            } else {
                return false;
            }
        }
        while (isStar(part)) {
            part++;
        }
        return part == parts.size();
    }

    private boolean isStar(int part) {
        return part < parts.size() && parts.get(part) == ANY_TEXT;
    }

    private static List<IntPredicate> parts(String glob) {
        List<IntPredicate> parts = new ArrayList<>();
        int at = 0;
        while (at < glob.length()) {
            int character = glob.codePointAt(at);
            int end = character == '[' ? endOfSet(glob, at) : -1;
            if (end > 0) {
                parts.add(set(glob.substring(at + 1, end)));
                at = end + 1;
            } else {
                parts.add(single(character));
                at += Character.charCount(character);
            }
        }
        return List.copyOf(parts);
    }

    private static IntPredicate single(int character) {
        return switch (character) {
            case '*' -> ANY_TEXT;
            case '?' -> ANY_CHARACTER;
            default -> other -> other == character;
        };
    }

    /** The bracket that closes a set; a bracket right after its beginning belongs to the set. */
    private static int endOfSet(String glob, int start) {
        int from = start + 1;
        if (from < glob.length() && glob.charAt(from) == '!') {
            from++;
        }
        if (from < glob.length() && glob.charAt(from) == ']') {
            from++;
        }
        return glob.indexOf(']', from);
    }

    private static IntPredicate set(String members) {
        boolean negated = members.startsWith("!");
        int[] body = (negated ? members.substring(1) : members).codePoints().toArray();
        return character -> contains(body, character) != negated;
    }

    /** A range that runs backwards, such as {@code z-a}, has no member. */
    private static boolean contains(int[] set, int character) {
        int at = 0;
        while (at < set.length) {
            boolean isRange = at + 2 < set.length && set[at + 1] == '-';
            int last = isRange ? set[at + 2] : set[at];
            if (set[at] <= character && character <= last) {
                return true;
            }
            at += isRange ? 3 : 1;
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
