package dev.venom.runtime.spi.secret;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of a text before somebody reads it: those that are known, by their value, and what looks like one by
 * what stands around it. Immutable and thread-safe.
 */
public final class Redaction {
    /** Knows no secret: goes by what stands around it alone. */
    public static final Redaction PATTERNS = new Redaction(List.of());

    private static final String HIDDEN = "***";
    private static final int SHORTEST = 3;
    /** A shorter value may be part of a harmless word, and is hidden only where it stands alone. */
    private static final int UNMISTAKABLE = 8;

    private static final Pattern WELL_KNOWN = Pattern.compile("\\b(hf_|sk-|ghp_|glpat-)[A-Za-z0-9_-]{8,}");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern USER_INFO = Pattern.compile("(://[^/\\s:@]+:)[^/\\s@]+@");
    private static final String NAME =
            "(?i)((?<![A-Za-z0-9_-])[A-Za-z0-9_-]*(?:api[-_]?keys?|token|secret|passw(?:or)?d|signature|credential)";
    /** With a sign between them a name and a value belong together, however short the value is. */
    private static final Pattern ASSIGNED = Pattern.compile(NAME + "[\"']?\\s*[=:]\\s*[\"']?)[^\\s\"',;&\\[\\]{}()*]+");
    /** Also as two elements of a list, as programs print what they were started with. */
    private static final Pattern OPTION =
            Pattern.compile("(?i)((?<![\\w-])--?[a-z0-9_-]*(?:api[-_]?keys?|token|secret|passw(?:or)?d|credential)"
                    + "[\"']?(?:=|\\s*,\\s*|\\s+)[\"']?)[^\\s\"',\\]]+");

    private static final Pattern LISTED = Pattern.compile(NAME + "[\"']?\\s*[=:]\\s*)([\\[(])[^\\])]*([\\])])");

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * Knows values that must not be seen, in any of the forms in which they are sent and printed.
     *
     * @param secrets the values; those of less than three characters are left to the patterns
     * @return what hides them
     */
    public static Redaction of(Collection<String> secrets) {
        return new Redaction(secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(Redaction::forms)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /**
     * Knows the secrets in the description of a runtime: those of its environment and its command, of the file that its
     * command reads keys from, and of addresses with a user and password.
     *
     * @param spec the runtime
     * @return what hides them
     */
    public static Redaction of(RuntimeSpec spec) {
        return of(new KnownSecrets().addAll(spec).secrets());
    }

    /**
     * Knows the secrets of a runtime and those of its host.
     *
     * @param spec the runtime
     * @param settings the host's configuration
     * @return what hides them
     */
    public static Redaction of(RuntimeSpec spec, Settings settings) {
        return of(new KnownSecrets().addAll(spec).addAll(settings).secrets());
    }

    /**
     * A text without secrets.
     *
     * @param text what somebody wrote
     * @return the same, with stars in their place
     */
    public String in(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = withoutValue(shown, secret);
        }
        shown = WELL_KNOWN.matcher(shown).replaceAll("$1" + HIDDEN);
        shown = SCHEME.matcher(shown).replaceAll("$1 " + HIDDEN);
        shown = USER_INFO.matcher(shown).replaceAll("$1" + HIDDEN + "@");
        shown = withoutNamed(LISTED, shown, "$2" + HIDDEN + "$3");
        shown = withoutNamed(ASSIGNED, shown, HIDDEN);
        return withoutNamed(OPTION, shown, HIDDEN);
    }

    /**
     * Lines without secrets.
     *
     * @param lines what somebody wrote
     * @return the same, with stars in their place
     */
    public List<String> in(List<String> lines) {
        return lines.stream().map(this::in).toList();
    }

    /**
     * A variable without its value, where that is a secret.
     *
     * @param name its name
     * @param value its value
     * @return {@code NAME=value}
     */
    public String variable(String name, String value) {
        return name + "=" + (SecretNames.isSecret(name) ? HIDDEN : in(value));
    }

    private static String withoutNamed(Pattern pattern, String text, String replacement) {
        return pattern.matcher(text)
                .replaceAll(match -> isSecret(match) ? "$1" + replacement : Matcher.quoteReplacement(match.group()));
    }

    /** Servers write much about the numbers of tokens: one that is only a number opens nothing. */
    private static boolean isSecret(MatchResult match) {
        String name = match.group(1).replaceAll("[^A-Za-z0-9_-]+$", "").toLowerCase(Locale.ROOT);
        boolean number = match.group().substring(match.group(1).length()).matches("[0-9.]+");
        return (SecretNames.isSecret(name) || name.endsWith("signature")) && !(number && name.endsWith("token"));
    }

    private static String withoutValue(String text, String secret) {
        int at = text.indexOf(secret);
        if (at < 0) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            int end = at + secret.length();
            boolean hides = secret.length() >= UNMISTAKABLE || standsAlone(text, at, end);
            shown.append(text, from, at).append(hides ? HIDDEN : secret);
            from = end;
            at = text.indexOf(secret, from);
        }
        return shown.append(text, from, text.length()).toString();
    }

    private static boolean standsAlone(String text, int begin, int end) {
        return (begin == 0 || !Character.isLetterOrDigit(text.charAt(begin - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private static Stream<String> forms(String secret) {
        String basic = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        Stream<String> plain = Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8), quoted(secret));
        return secret.indexOf(':') > 0 ? Stream.concat(plain, Stream.of(basic)) : plain;
    }

    /** As JSON and Python's {@code repr} print it. */
    private static String quoted(String secret) {
        return secret.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
