package dev.venom.runtime.provider.hf.internal.repository;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The checked name of a branch, tag, pull request or commit: it becomes a path below {@code refs}. Immutable.
 *
 * @param name the name as asked for
 */
public record Revision(String name) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_][^\\x00-\\x20\\x7f~^:?*\\[\\\\@]*");

    /** What is meant where nobody says. */
    public static final Revision MAIN = new Revision("main");

    /** Refuses what git would refuse, and what could leave its directory; a commit is written in lower case. */
    public Revision {
        name = isCommit(name.toLowerCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name;
        if (!isValid(name)) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + name + "' is not the name of a revision.",
                    "Give a branch, a tag, a commit or refs/pr/N.");
        }
    }

    /**
     * Tells whether a text can name a revision.
     *
     * @param name any text
     * @return true if it can
     */
    public static boolean isValid(String name) {
        return GRAMMAR.matcher(name).matches() && !name.contains("..") && staysInside(name);
    }

    /**
     * Tells whether a text is a full commit id.
     *
     * @param text any text
     * @return true for 40 lower-case hexadecimal characters
     */
    public static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    /**
     * Tells whether this names a commit, which never moves.
     *
     * @return true for a full commit id
     */
    public boolean isCommit() {
        return isCommit(name);
    }

    /**
     * The name as one path segment, for a link.
     *
     * @return the name with {@code /} written as {@code --}
     */
    public String label() {
        return name.replace("/", "--");
    }

    /**
     * Where its commit is noted.
     *
     * @param refs the directory {@code refs}
     * @return a path below it
     */
    public Path in(Path refs) {
        return new RelativePath(name).in(refs);
    }

    @Override
    public String toString() {
        return name;
    }

    private static boolean staysInside(String name) {
        try {
            new RelativePath(name);
            return true;
        } catch (VenomException hostile) {
            return false;
        }
    }
}
