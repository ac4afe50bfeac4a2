package dev.venom.runtime.core.internal.log;

import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of what runtimes write and are started with. Immutable. */
public final class Redaction {
    private static final String HIDDEN = "***";
    private static final Pattern WELL_KNOWN = Pattern.compile("\\b(hf_|sk-|ghp_|glpat-)[A-Za-z0-9_-]{8,}");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern USER_INFO = Pattern.compile("(://[^/\\s:@]+:)[^/\\s@]+@");
    private static final String NAMES = "[A-Za-z0-9_-]*(?:api[-_]?key|token|secret|passw(?:or)?d|signature|credential)";
    /** A value that is only a number is no secret: servers write much about the numbers of tokens. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(\\b" + NAMES + "\\b[\"']?\\s*(?:[=:]|\\s)\\s*[\"']?)(?=[^\\s\"',;&]*[A-Za-z])[^\\s\"',;&]{8,}");

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(?:api[-_]?key|token|secret|passw(?:or)?d|credential|private[-_]?key|access[-_]?key).*");

    private Redaction() {}

    /**
     * A line without secrets.
     *
     * @param line what somebody wrote
     * @return the same, with secrets replaced
     */
    public static String of(String line) {
        String text = WELL_KNOWN.matcher(line).replaceAll("$1" + HIDDEN);
        text = SCHEME.matcher(text).replaceAll("$1 " + HIDDEN);
        text = USER_INFO.matcher(text).replaceAll("$1" + HIDDEN + "@");
        return NAMED.matcher(text).replaceAll("$1" + HIDDEN);
    }

    /**
     * Lines without secrets.
     *
     * @param lines what somebody wrote
     * @return the same, with secrets replaced
     */
    public static List<String> of(List<String> lines) {
        return lines.stream().map(Redaction::of).toList();
    }

    /**
     * A variable without its value, where that is a secret.
     *
     * @param name its name
     * @param value its value
     * @return {@code NAME=value}
     */
    public static String variable(String name, String value) {
        return name + "=" + (SECRET_NAME.matcher(name).matches() ? HIDDEN : of(value));
    }
}
