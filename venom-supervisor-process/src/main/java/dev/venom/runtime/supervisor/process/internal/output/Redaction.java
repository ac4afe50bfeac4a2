package dev.venom.runtime.supervisor.process.internal.output;

import java.util.regex.Pattern;

/** Takes out of a text what nobody else may read. */
public final class Redaction {
    private static final String SECRET = "(?:api[_-]?key|token|password|secret)";
    private static final Pattern TOKEN = Pattern.compile("\\b(hf_|sk-|ghp_)[A-Za-z0-9_-]{8,}");
    private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)[^\\s'\"]+");
    private static final Pattern OPTION = Pattern.compile("(?i)(--[a-z-]*" + SECRET + "\\s+)[^\\s'\"]+");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?i)(" + SECRET + "['\"]?\\s*[=:]\\s*\\[?['\"]?)[^\\s'\",\\]]+");

    private Redaction() {}

    /** The text without tokens, keys and passwords. */
    public static String of(String text) {
        String result = TOKEN.matcher(text).replaceAll("$1***");
        result = BEARER.matcher(result).replaceAll("$1***");
        result = OPTION.matcher(result).replaceAll("$1***");
        return ASSIGNMENT.matcher(result).replaceAll("$1***");
    }
}
