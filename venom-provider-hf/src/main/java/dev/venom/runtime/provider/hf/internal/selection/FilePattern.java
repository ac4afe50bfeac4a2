package dev.venom.runtime.provider.hf.internal.selection;

import java.util.regex.Pattern;

/**
 * A pattern of file names by the rules of huggingface_hub, that is, of Python's {@code fnmatchcase}: {@code *}
 * matches any text, also across {@code /}; {@code ?} one character; {@code [abc]} and {@code [!abc]} one of a set;
 * nothing escapes. A backslash is a slash; a pattern that ends in {@code /} means all below. Immutable.
 */
public final class FilePattern {
    private final String text;
    private final Pattern regex;

    private FilePattern(String text, Pattern regex) {
        this.text = text;
        this.regex = regex;
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
        return new FilePattern(text, Pattern.compile(regex(whole), Pattern.DOTALL));
    }

    /**
     * Tells whether a name matches.
     *
     * @param path the name, segments separated by {@code /}
     * @return true if the whole name matches
     */
    public boolean matches(String path) {
        return regex.matcher(path).matches();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char character = glob.charAt(at);
            int end = character == '[' ? endOfSet(glob, at) : -1;
            if (end > 0) {
                regex.append(set(glob.substring(at + 1, end)));
                at = end + 1;
            } else {
                appendSingle(regex, character);
                at++;
            }
        }
        return regex.toString();
    }

    private static void appendSingle(StringBuilder regex, char character) {
        switch (character) {
            // a run of stars is one star: several in a row would let the regex backtrack for ever
            case '*' -> regex.append(regex.toString().endsWith(".*") ? "" : ".*");
            case '?' -> regex.append('.');
            default -> regex.append(escaped(character));
        }
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

    private static String set(String members) {
        boolean negated = members.startsWith("!");
        String body = negated ? members.substring(1) : members;
        StringBuilder set = new StringBuilder(negated ? "[^" : "[");
        boolean any = false;
        int at = 0;
        while (at < body.length()) {
            boolean isRange = at + 2 < body.length() && body.charAt(at + 1) == '-';
            char first = body.charAt(at);
            char last = isRange ? body.charAt(at + 2) : first;
            if (first <= last) {
                set.append(escaped(first)).append('-').append(escaped(last));
                any = true;
            }
            at += isRange ? 3 : 1;
        }
        if (!any) {
            // a set with no member, such as [z-a], matches nothing; its negation anything
            return negated ? "." : "(?!)";
        }
        return set.append(']').toString();
    }

    private static String escaped(char character) {
        boolean isPlain = character >= 0x80 || Character.isLetterOrDigit(character);
        return isPlain ? String.valueOf(character) : "\\" + character;
    }

    @Override
    public String toString() {
        return text;
    }
}
