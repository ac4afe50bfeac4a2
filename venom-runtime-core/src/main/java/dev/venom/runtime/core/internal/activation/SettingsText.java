package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.runtime.SettingsFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a file of settings, of which single settings are read and replaced: every other line, comments, order, line
 * ends, a mark of its encoding and the way values are quoted stay. A value of an environment file may span lines, in
 * quotes or behind backslashes, as systemd and shells read it. Immutable.
 *
 * @param text the whole text, a character for each byte: whatever its encoding is, the rest comes back as it was
 * @param form how settings are written in it
 */
record SettingsText(String text, SettingsFile.Form form) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");
    /** What YAML takes for text: neither a number nor one of its words. */
    private static final Pattern PLAIN_IN_YAML =
            Pattern.compile("(?!(?i:true|false|yes|no|on|off|null|y|n)$)(?![0-9._]+$)[A-Za-z0-9_/][A-Za-z0-9_./@%+-]*");

    private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+$");
    private static final Pattern NAME =
            Pattern.compile("[ \\t]*(?:export[ \\t]+)?[A-Za-z_][A-Za-z0-9_.-]*[ \\t]*=[ \\t]*");
    /** The byte order mark of UTF-8. */
    private static final String MARK = "\u00EF\u00BB\u00BF";

    /** What sets something, as it stands there, without the end of its last line. */
    List<String> linesOf(String name) {
        return entries().stream()
                .filter(line -> sets(line, name))
                .map(SettingsText::withoutEnd)
                .toList();
    }

    /** The same text in which some settings have other values; one that is missing is added at the end. */
    SettingsText with(Map<String, String> values) {
        SettingsText changed = this;
        for (Map.Entry<String, String> setting : new TreeMap<>(values).entrySet()) {
            changed = changed.with(setting.getKey(), setting.getValue());
        }
        return changed;
    }

    /** The same text in which the lines of a setting are those that stood there before. */
    SettingsText restored(String name, List<String> former) {
        List<String> result = new ArrayList<>();
        int restored = 0;
        for (String line : entries()) {
            if (!sets(line, name)) {
                result.add(line);
            } else if (restored < former.size()) {
                result.add(former.get(restored) + endOf(line));
                restored++;
            } else if (endOf(line).isEmpty() && !result.isEmpty()) {
                // It was added to a text without an end, which is given back as it was.
                result.set(result.size() - 1, withoutEnd(result.get(result.size() - 1)));
            }
        }
        return new SettingsText(String.join("", result), form);
    }

    private SettingsText with(String name, String value) {
        if (linesOf(name).isEmpty()) {
            return new SettingsText(appended(setting(name, value)), form);
        }
        List<String> lines = entries();
        List<String> result = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            String next = index + 1 < lines.size() ? lines.get(index + 1) : "";
            result.add(sets(line, name) ? replaced(line, next, name, value) : line);
        }
        return new SettingsText(String.join("", result), form);
    }

    private String appended(String setting) {
        String end = entries().stream()
                .map(SettingsText::endOf)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("\n");
        return text.isEmpty() || text.equals(MARK) || text.endsWith("\n") ? text + setting + end : text + end + setting;
    }

    private String replaced(String line, String next, String name, String value) {
        Matcher parts = pattern(name).matcher(withoutEnd(line));
        if (!parts.matches()) {
            throw new IllegalStateException("Not a line of " + name);
        }
        String old = parts.group("value");
        if (form == SettingsFile.Form.YAML && isSpread(old, next)) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The setting '" + name + "' is written over several lines, and can't be kept in step.",
                    "Write it in one line.");
        }
        return parts.group("head") + quoted(value, old) + parts.group("tail") + endOf(line);
    }

    private static boolean isSpread(String value, String next) {
        boolean unclosed = value.matches("(?s)\"(?:[^\"\\\\]|\\\\.)*|'[^']*");
        boolean listed = value.isEmpty() && next.matches("(?s)-\\s.*");
        return unclosed || listed || next.matches("(?s)[ \\t]+[^\\s#].*");
    }

    private String setting(String name, String value) {
        return switch (form) {
            case ENVIRONMENT -> name + "=" + quoted(value, "");
            case YAML -> name + ": " + quoted(value, "");
        };
    }

    private boolean sets(String line, String name) {
        return pattern(name).matcher(withoutEnd(line)).matches();
    }

    /** A value is quoted text, or everything up to a comment. */
    private Pattern pattern(String name) {
        String head = switch (form) {
            case ENVIRONMENT -> "\\s*(?:export\\s+)?" + Pattern.quote(name) + "\\s*=[ \\t]*";
            case YAML -> Pattern.quote(name).replace("-", "\\E[-_]\\Q") + "[ \\t]*:[ \\t]*";
        };
        return Pattern.compile(
                "(?s)(?<head>" + head + ")(?<value>\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|.*?)(?<tail>\\s*|\\s+#.*)");
    }

    private String quoted(String word, String old) {
        String value = new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (old.startsWith("'") && !value.contains("'")) {
            return "'" + value + "'";
        }
        Pattern plain = form == SettingsFile.Form.YAML ? PLAIN_IN_YAML : PLAIN;
        if (plain.matcher(value).matches() && !old.startsWith("\"")) {
            return value;
        }
        String special = form == SettingsFile.Form.YAML ? "([\"\\\\])" : "([\"\\\\$`])";
        return '"' + value.replaceAll(special, "\\\\$1") + '"';
    }

    /** The lines, but for a setting that spans several: that is one of them. */
    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        int begin = 0;
        if (text.startsWith(MARK)) {
            entries.add(MARK);
            begin = MARK.length();
        }
        while (begin < text.length()) {
            int end = Math.max(endOfLine(begin), form == SettingsFile.Form.ENVIRONMENT ? endOfValue(begin) : 0);
            entries.add(text.substring(begin, end));
            begin = end;
        }
        return entries;
    }

    private int endOfLine(int begin) {
        Matcher line = LINE.matcher(text).region(begin, text.length());
        return line.lookingAt() ? line.end() : text.length();
    }

    /** Behind the line on which a value ends; 0 where none begins, or its quotes are never closed. */
    private int endOfValue(int begin) {
        Matcher name = NAME.matcher(text).region(begin, text.length());
        if (!name.lookingAt()) {
            return 0;
        }
        int at = name.end();
        while (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            at = behindQuote(at);
            if (at < 0) {
                return 0;
            }
        }
        while (at < text.length() && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), at + 1);
    }

    /** A backslash protects what follows it, but not in single quotes. */
    private int behindQuote(int begin) {
        char quote = text.charAt(begin);
        int at = begin + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' && quote == '"' ? 2 : 1;
        }
        return at < text.length() ? at + 1 : -1;
    }

    private static String withoutEnd(String line) {
        return line.substring(0, line.length() - endOf(line).length());
    }

    private static String endOf(String line) {
        return line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
    }
}
